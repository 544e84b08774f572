import { ChartNoAxesColumn } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'
import { ComplianceSearch } from './search.ts'

export const compliance = feature({
  name: 'compliance',
  screens: [
    screen('/standard/compliance', {
      search: ComplianceSearch,
      load: () => import('./compliance.tsx'),
      component: 'ComplianceScreen',
    }),
  ],
  navigation: [
    {
      place: 'standard',
      to: '/standard/compliance',
      label: { zh: '逐条达标', en: 'Clause by clause' },
      needs: 'standards:read',
      icon: ChartNoAxesColumn,
      order: 10,
    },
  ],
  refreshes: {
    ticket: ['/compliance'],
    promise: ['/compliance'],
    clock: ['/compliance', '/clocks'],
    approval: ['/clocks'],
    gate: ['/compliance'],
    intake: ['/compliance'],
    contact: ['/compliance'],
    dispatch: ['/compliance'],
    inspection: ['/compliance'],
    callback: ['/compliance'],
    notice: ['/compliance'],
    standard: ['/compliance'],
  },
})
