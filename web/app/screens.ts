/** Screens of features as routes: most stand inside the shell, some alone. */
import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type TObject, Type } from 'typebox'
import { searchReader } from './search.ts'

/** The two routes that all screens hang on; the entry of the product gives them their components. */
export const rootRoute = createRootRoute()
export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell' })

/** A module with the component of the screen, fetched when somebody goes there. */
type Fetched<M, N extends keyof M> = { load: () => Promise<M>; component: N }
const none = Type.Object({})
const reader = <S extends TObject>(search: S | undefined) => searchReader<S>(search ?? (none as unknown as S))

/** A screen with navigation, search and bell around it; it needs a session. */
export const screen = <
  const P extends string,
  M extends Record<string, unknown>,
  N extends keyof M & string,
  S extends TObject = typeof none,
>(
  path: P,
  { search, load, component }: Fetched<M, N> & { search?: S },
) =>
  createRoute({
    getParentRoute: () => shellRoute,
    path,
    validateSearch: reader(search),
    component: lazyRouteComponent(load, component),
  })

/** A screen that fills the window. */
export const bareScreen = <
  const P extends string,
  M extends Record<string, unknown>,
  N extends keyof M & string,
  S extends TObject = typeof none,
>(
  path: P,
  { search, load, component }: Fetched<M, N> & { search?: S },
) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path,
    validateSearch: reader(search),
    component: lazyRouteComponent(load, component),
  })
