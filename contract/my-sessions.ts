/** Where somebody is signed in; a part of people. */
import { type Static, Type } from 'typebox'
import { Done, Flag, Id, Instant, Nullable, OneOf, route, Shape } from './route.ts'

/** One device on which somebody is signed in. */
export const MySession = Shape({
  id: Id,
  client: OneOf({ screen: 1, field: 1, api: 1 }),
  device: Nullable(Type.String({ examples: ['Chrome · Windows'] })),
  openedAt: Instant,
  lastSeenAt: Instant,
  /** The one that asks. */
  current: Flag,
})
export type MySession = Static<typeof MySession>

export const mySessions = {
  listMySessions: route({
    method: 'GET',
    path: '/people/me/sessions',
    needs: 'session',
    summary: 'Where I am signed in, the latest use first',
    reply: Shape({ items: Type.Array(MySession) }),
  }),
  endMySession: route({
    method: 'DELETE',
    path: '/people/me/sessions/:id',
    needs: 'session',
    summary: 'Sign out on one of my devices',
    params: Shape({ id: Id }),
    reply: Done,
  }),
}
