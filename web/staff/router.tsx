/** The routes of all features under one root. Each screen comes in a piece of its own when somebody goes there. */
import { createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import { Crash, NotFound } from '../app/crash.tsx'
import { rootRoute, shellRoute } from '../app/screens.ts'
import { parseSearch, stringifySearch } from '../app/search.ts'
import { Shell } from '../shell/shell.tsx'
import { features } from './features.ts'

type Declared = (typeof features)[number]
const screens = features.flatMap<Declared['screens'][number]>(feature => feature.screens)
const bareScreens = features.flatMap<Declared['bareScreens'][number]>(feature => feature.bareScreens)

/** The address without a path leads to the first entry of the rail. */
const home = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    const rail = features.flatMap(feature => feature.navigation).filter(entry => entry.place === 'rail')
    throw redirect({ to: rail.sort((a, b) => a.order - b.order)[0]!.to })
  },
})

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
