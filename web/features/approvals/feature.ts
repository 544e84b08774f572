import { Stamp } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'

export const approvals = feature({
  name: 'approvals',
  screens: [screen('/approvals', { load: () => import('./approvals.tsx'), component: 'Approvals' })],
  navigation: [
    {
      place: 'rail',
      to: '/approvals',
      label: { zh: '审批', en: 'Approvals' },
      needs: 'approvals:answer',
      icon: Stamp,
      order: 35,
      badge: () => import('./waiting-count.tsx').then(m => m.WaitingCount),
    },
  ],
  refreshes: { approval: ['/approvals'] },
})
