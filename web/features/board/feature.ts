import { Monitor } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { bareScreen } from '../../app/screens.ts'

export const board = feature({
  name: 'board',
  bareScreens: [bareScreen('/board', { load: () => import('./board.tsx'), component: 'Board' })],
  navigation: [
    {
      place: 'rail',
      to: '/board',
      label: { zh: '大屏', en: 'Board' },
      needs: 'standards:read',
      icon: Monitor,
      order: 50,
    },
  ],
  refreshes: {
    ticket: ['/clocks'],
    promise: ['/clocks'],
    clock: ['/clocks'],
    intake: ['/clocks'],
    contact: ['/clocks'],
    dispatch: ['/clocks'],
    worker: ['/clocks'],
    service: ['/clocks'],
    inspection: ['/clocks'],
    callback: ['/clocks'],
    notice: ['/clocks'],
    calendar: ['/clocks'],
  },
})
