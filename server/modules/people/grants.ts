/** Which grants a person may hold: within the reach of who gives them, and none that are kept apart. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { addedTo, covers, fewPeople, type Managed, type Place, placed, togetherness } from './rules.ts'
import type { NewGrant } from './store.ts'

export type GrantDrafts = BodyOf<typeof people.createPerson>['grants']

export async function heldBy(ctx: Pick<Ctx, 'db'>, personId: string): Promise<NewGrant[]> {
  return await ctx.db
    .selectFrom('grants')
    .select(['role', 'scope', 'site_id as siteId', 'unit_id as unitId'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .$narrowType<{ scope: Place['scope'] }>()
    .execute()
}

/** The grants as they were asked for, at places that exist, within what whoever gives them manages. */
export async function placedGrants(ctx: Ctx, managed: Managed, drafts: GrantDrafts, siteId: number): Promise<NewGrant[]> {
  const grants = drafts.map((draft, at) => {
    const place = placed(draft, siteId)
    if (!place) throw new Fault('invalid', {}, { fields: [{ path: `/grants/${at}/scope`, message: 'scope|{}' }] })
    return { ...place, role: draft.role }
  })
  if (!grants.every(g => covers(managed, g))) throw new Fault('grant.beyond')
  const { rows } = await sql<{ sites: number; units: number }>`
    select (select count(*) from sites where id = any(${grants.map(g => g.siteId)}::int[])) as sites,
      (select count(*) from units where id = any(${grants.map(g => g.unitId)}::uuid[])) as units`.execute(ctx.db)
  const distinct = (ids: (string | number | null)[]) => new Set(ids.filter(id => id !== null)).size
  if (rows[0]!.sites < distinct(grants.map(g => g.siteId))) throw new Fault('site.unknown')
  if (rows[0]!.units < distinct(grants.map(g => g.unitId))) throw new Fault('unit.unknown')
  const distinctGrants = new Map(grants.map(g => [JSON.stringify([g.role, g.scope, g.siteId, g.unitId]), g]))
  return [...distinctGrants.values()]
}

/**
 * Refuses roles that are kept apart, unless they were held together before. Where few people work they may meet; gives whether they do, so that
 * it is recorded.
 */
export async function mustBeApart(
  ctx: Ctx,
  { siteId, personId }: { siteId: number; personId: string },
  before: readonly NewGrant[],
  after: readonly NewGrant[],
): Promise<boolean> {
  const how = togetherness(after.map(g => g.role))
  if (how === 'fine' || addedTo(before, after).length === 0) return false
  if (how === 'never' || !(await fewWorkAt(ctx, siteId, personId))) throw new Fault('roles.apart')
  return true
}

/** Himself counted, whether or not he works there yet. */
async function fewWorkAt(ctx: Ctx, siteId: number, personId: string): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct g.person_id) as count from grant_sites g join persons p on p.id = g.person_id
    where g.site_id = ${siteId} and p.active and p.id <> ${personId}`.execute(ctx.db)
  return rows[0]!.count + 1 <= fewPeople
}
