import { feature } from '../../app/feature.ts'
import { bareScreen, screen } from '../../app/screens.ts'
import { ProviderAnswer, SignInSearch } from './search.ts'

export const session = feature({
  name: 'session',
  screens: [screen('/account', { load: () => import('./account.tsx'), component: 'Account' })],
  bareScreens: [
    bareScreen('/sign-in', { search: SignInSearch, load: () => import('./sign-in.tsx'), component: 'SignIn' }),
    bareScreen('/sign-in/provider', {
      search: ProviderAnswer,
      load: () => import('./back-from-provider.tsx'),
      component: 'BackFromProvider',
    }),
  ],
  refreshes: { site: ['/people/me'], standard: ['/people/me'] },
})
