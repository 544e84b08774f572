import { feature } from '../../app/feature.ts'
import { bareScreen } from '../../app/screens.ts'

export const welcome = feature({
  name: 'welcome',
  bareScreens: [bareScreen('/welcome', { load: () => import('./welcome.tsx'), component: 'Welcome' })],
})
