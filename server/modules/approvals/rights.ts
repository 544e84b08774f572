/** Who may answer now: what was given to somebody ends with the right of whoever gave it. */
import type { Delegation } from '@sansheng/rulebook/kinds'
import type { Ctx } from '../../platform/ctx.ts'
import { personsWithRoles, rolesWith } from '../people/index.ts'
import { delegationsOf } from './store.ts'

/** Delegations as far as whoever gave them still holds the roles at the site, with an account that is active. */
export async function validDelegations(
  ctx: Ctx,
  siteId: number,
  ids: readonly string[],
): Promise<(Delegation & { approvalId: string })[]> {
  const given = await delegationsOf(ctx, siteId, ids)
  if (given.length === 0) return []
  const held = await personsWithRoles(ctx, siteId)
  return given
    .map(one => ({ ...one, roles: one.roles.filter(role => held.get(role)?.some(person => person.id === one.from)) }))
    .filter(one => one.roles.length > 0)
}

/** Whether the person holds a role at the site that answers approvals at all. */
export async function mayAnswer(ctx: Ctx, siteId: number, personId: string): Promise<boolean> {
  const held = await personsWithRoles(ctx, siteId)
  return rolesWith('approvals:answer').some(role => held.get(role)?.some(person => person.id === personId))
}
