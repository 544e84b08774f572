import { Landmark } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'
import { LedgerSearch } from './search.ts'

export const ledger = feature({
  name: 'ledger',
  screens: [screen('/ledger', { search: LedgerSearch, load: () => import('./ledger.tsx'), component: 'LedgerScreen' })],
  navigation: [
    {
      place: 'rail',
      to: '/ledger',
      label: { zh: '台账', en: 'Ledger' },
      needs: 'ledger:verify',
      icon: Landmark,
      order: 80,
      firstFor: ['auditor'],
    },
  ],
})
