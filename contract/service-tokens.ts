/** Tokens with which programs call the API; a part of the contract of `people`. */
import { type Static, Type } from 'typebox'
import { PersonRef } from './person-ref.ts'
import { Id, Instant, Line, Nullable, PermissionName, route, Shape, SiteId, SiteParams, SiteThing } from './route.ts'

/** Every token begins with this, so that it is told from a session, and found by scanners of leaked secrets. */
export const servicePrefix = 'sst_'

const Permissions = Type.Array(PermissionName, { minItems: 1, maxItems: 50, uniqueItems: true })
const Sites = Type.Array(SiteId, { minItems: 1, maxItems: 500, uniqueItems: true })

export const ServiceToken = Shape({
  id: Id,
  name: Line(60, '官网报修表单'),
  permissions: Permissions,
  /** Where the permissions hold, each over the whole site. */
  sites: Sites,
  createdAt: Instant,
  /** Null when it was made on the command line. */
  createdBy: Nullable(PersonRef),
  expiresAt: Instant,
  /** To the minute. */
  lastUsedAt: Nullable(Instant),
  revokedAt: Nullable(Instant),
  revokedBy: Nullable(PersonRef),
})
export type ServiceToken = Static<typeof ServiceToken>

export const serviceTokens = {
  listTokens: route({
    method: 'GET',
    path: '/sites/:siteId/tokens',
    needs: 'people:services',
    summary: 'Tokens of programs that were made at a site or reach it',
    params: SiteParams,
    reply: Shape({ items: Type.Array(ServiceToken) }),
  }),
  createToken: route({
    method: 'POST',
    path: '/sites/:siteId/tokens',
    needs: 'people:services',
    stepUp: true,
    summary: 'Make a token for a program; the token is shown once, and can do no more than whoever makes it',
    params: SiteParams,
    body: Shape({
      name: Line(60, '官网报修表单'),
      permissions: Permissions,
      /** The site of the path alone when left out. */
      sites: Type.Optional(Sites),
      expiresInDays: Type.Integer({ minimum: 1, maximum: 366, examples: [90] }),
    }),
    secret: true,
    reply: Shape({
      token: ServiceToken,
      secret: Type.String({ examples: [`${servicePrefix}8n2Q0c7XqY1vJtB4mZ5rKf6dWh3pLs9aUeGi2oTxNyA`] }),
    }),
  }),
  revokeToken: route({
    method: 'POST',
    path: '/sites/:siteId/tokens/:id/revoke',
    needs: 'people:services',
    summary: 'Revoke a token: it opens nothing from now on',
    params: SiteThing,
    reply: ServiceToken,
  }),
}
