import { feature } from '../../app/feature.ts'
import { bareScreen, screen } from '../../app/screens.ts'
import { SignInSearch } from './search.ts'

export const session = feature({
  name: 'session',
  screens: [screen('/account', { load: () => import('./account.tsx'), component: 'Account' })],
  bareScreens: [bareScreen('/sign-in', { search: SignInSearch, load: () => import('./sign-in.tsx'), component: 'SignIn' })],
  refreshes: { site: ['/people/me'], standard: ['/people/me'] },
})
