import { feature } from '../../app/feature.ts'

export const notifications = feature({
  name: 'notifications',
  slots: { bell: () => import('./bell.tsx').then(m => m.Bell) },
  refreshes: { notification: ['/notifications'] },
})
