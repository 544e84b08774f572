/** The routes of all features under one root. Each screen comes in a piece of its own when somebody goes there. */
import { createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { Crash, NotFound } from '../app/crash.tsx'
import { rootRoute, shellRoute } from '../app/screens.ts'
import { parseSearch, stringifySearch } from '../app/search.ts'
import { Home } from '../shell/home.tsx'
import { Shell } from '../shell/shell.tsx'
import { features } from './features.ts'

type Declared = (typeof features)[number]
const screens = features.flatMap<Declared['screens'][number]>(feature => feature.screens)
const bareScreens = features.flatMap<Declared['bareScreens'][number]>(feature => feature.bareScreens)

const home = createRoute({ getParentRoute: () => shellRoute, path: '/', component: Home })

rootRoute.update({ component: Outlet, notFoundComponent: NotFound, errorComponent: Crash })
shellRoute.update({ component: Shell })

export const router = createRouter({
  routeTree: rootRoute.addChildren([...bareScreens, shellRoute.addChildren([home, ...screens])]),
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  parseSearch,
  stringifySearch,
})
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
