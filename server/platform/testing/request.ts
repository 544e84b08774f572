/** A request to a declared route that its schemas accept, for tests that go through the whole contract. */
import type { Route } from '@sansheng/contract/route.ts'
import type { TSchema } from 'typebox'
import { exampleOf } from '../openapi-example.ts'

type Fields = { properties?: Record<string, TSchema>; required?: string[] }

export function requestFor(route: Route, siteId: number) {
  const params = (route.params ?? {}) as Fields
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(name === 'siteId' ? siteId : exampleOf(params.properties![name]!, true, name))),
  )
  const { properties = {}, required = [] } = (route.query ?? {}) as Fields
  const query = new URLSearchParams(required.map(name => [name, String(exampleOf(properties[name]!, true, name))])).toString()
  return {
    method: route.method,
    url: `/api${path}${query ? `?${query}` : ''}`,
    ...(route.body ? { payload: exampleOf(route.body, true) as object } : {}),
  }
}
