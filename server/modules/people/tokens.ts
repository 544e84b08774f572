/** Making and revoking tokens of services. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { people } from '@sansheng/contract/people.ts'
import type { BodyOf, Permissions } from '@sansheng/contract/route.ts'
import { type ServiceToken, servicePrefix } from '@sansheng/contract/service-tokens.ts'
import { reach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import type { Principal } from '../../platform/principal.ts'
import { dropAfter } from './account-events.ts'
import { newToken, tokenHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { staffBySession } from './staff.ts'
import { insertToken, markRevoked, tokenAt } from './token-store.ts'

export type TokenDraft = BodyOf<typeof people.createToken>

const day = 24 * 60 * 60_000

/** Gives the token itself, which is kept nowhere; throws `token.beyond` when it could do more than whoever makes it. */
export async function createToken(
  ctx: Ctx,
  siteId: number,
  draft: TokenDraft,
  known: Permissions,
): Promise<{ token: ServiceToken; secret: string }> {
  mustBeForPrograms(draft.permissions, known)
  const sites = [...new Set(draft.sites ?? [siteId])].sort((a, b) => a - b)
  await mustExist(ctx, sites)
  mustHold(await actorNow(ctx), draft.permissions, sites)
  const secret = servicePrefix + newToken(ctx.random)
  const id = ctx.newId()
  const permissions = [...draft.permissions].sort()
  const expiresAt = ctx.now() + draft.expiresInDays * day
  await insertToken(ctx, {
    id,
    siteId,
    name: draft.name.trim(),
    tokenHash: tokenHash(secret),
    permissions,
    sites,
    expiresAt,
  })
  await recordOnToken(ctx, siteId, id, 'token.created', {
    permissions: permissions.join(' '),
    sites: sites.join(' '),
    expiresInDays: draft.expiresInDays,
  })
  return { token: (await tokenAt(ctx, siteId, id))!.token, secret }
}

/** Whoever answers for a site that the token reaches may end it, also where it reaches further. A second time changes nothing. */
export async function revokeToken(ctx: Ctx, sessions: Sessions, siteId: number, id: string): Promise<ServiceToken> {
  const found = await tokenAt(ctx, siteId, id)
  if (!found) throw new Fault('not_found')
  await lockOrOpenCase(ctx, found.siteId, 'account', id)
  const { token } = (await tokenAt(ctx, siteId, id))!
  if (token.revokedAt !== null) return token
  await markRevoked(ctx, id)
  await recordOnToken(ctx, found.siteId, id, 'token.revoked', {})
  await dropAfter(ctx, sessions, id)
  return (await tokenAt(ctx, siteId, id))!.token
}

/** Whoever acts, as the database has him now: what was believed for seconds is not enough to give rights away. */
async function actorNow(ctx: Ctx): Promise<Principal> {
  if (ctx.actor.kind !== 'staff') return ctx.actor
  const found = await staffBySession(ctx.db, ctx.actor.sessionId)
  if (!found) throw new Fault('unauthenticated')
  return found.staff
}

/** `known`: what the modules declare. */
function mustBeForPrograms(permissions: TokenDraft['permissions'], known: Permissions): void {
  const wrong = permissions.flatMap((permission, at) => {
    const declared = Object.hasOwn(known, permission) ? known[permission] : undefined
    return declared && !declared.staffOnly ? [] : [{ path: `/permissions/${at}`, message: 'not|{}' }]
  })
  if (wrong.length > 0) throw new Fault('invalid', {}, { fields: wrong })
}

/** A token reaches whole sites, so that a permission over one's own work or department is not enough to give it. */
function mustHold(actor: Principal, permissions: TokenDraft['permissions'], sites: readonly number[]): void {
  const needed = [...permissions, 'people:services'] as const
  const beyond = needed.filter(permission => sites.some(site => reach(actor, permission, site) !== 'site'))
  if (beyond.length > 0) throw new Fault('token.beyond', { permissions: beyond.join(' ') })
}

async function mustExist(ctx: Ctx, sites: readonly number[]): Promise<void> {
  const found = await ctx.db.selectFrom('sites').select('id').where('id', 'in', sites).execute()
  if (found.length < sites.length) throw new Fault('site.unknown')
}

/** An event in the token's own account case. */
async function recordOnToken(
  ctx: Ctx,
  siteId: number,
  id: string,
  type: 'token.created' | 'token.revoked',
  detail: Record<string, string | number>,
): Promise<void> {
  const account = await lockOrOpenCase(ctx, siteId, 'account', id)
  await record(ctx, account, { type, subject: { kind: 'token', id }, refs: { token: id }, detail })
}
