/** Screens of features as routes: most stand inside the shell, some alone. */
import { type AnyRoute, createRootRoute, createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router'
import { type TObject, Type } from 'typebox'
import { isId, searchReader } from './search.ts'

/** The two routes that all screens hang on; the entry of the product gives them their components. */
export const rootRoute = createRootRoute()
export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell' })

/** A module with the component of the screen, fetched when somebody goes there. */
type Fetched<M, N extends keyof M> = { load: () => Promise<M>; component: N }
const none = Type.Object({})
const reader = <S extends TObject>(search: S | undefined) => searchReader<S>(search ?? (none as unknown as S))

/** An address whose id cannot be one leads to “no such page” instead of to a question that the server must refuse. */
function withId<R extends AnyRoute>(route: R): R {
  // beside the declaration, which would otherwise lose the type of its search
  route.options.beforeLoad = ({ params: { id } }: { params: { id?: string } }) => {
    if (id !== undefined && !isId(id)) throw notFound()
  }
  return route
}

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
  withId(
    createRoute({
      getParentRoute: () => shellRoute,
      path,
      validateSearch: reader(search),
      component: lazyRouteComponent(load, component),
    }),
  )

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
  withId(
    createRoute({
      getParentRoute: () => rootRoute,
      path,
      validateSearch: reader(search),
      component: lazyRouteComponent(load, component),
    }),
  )
