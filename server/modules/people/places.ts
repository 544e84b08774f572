/** Units, sites and departments. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import { dropAfter } from './account-events.ts'
import { mustBeFresh, tellScreens } from './persons.ts'
import { managedBy } from './queries.ts'
import { forgetDepartments, forgetSite, mustBePersons } from './refs.ts'
import type { Managed } from './rules.ts'
import type { Sessions } from './sessions.ts'
import { changeDepartment, changeSite, insertDepartment, insertSite, insertUnit, replaceMembers } from './store.ts'

export async function createUnit(ctx: Ctx, body: BodyOf<typeof people.createUnit>): Promise<string> {
  return await foundUnit(ctx, await managedBy(ctx), body.parentId ?? null, body.name)
}

async function foundUnit(ctx: Ctx, managed: Managed, parentId: string | null, name: string): Promise<string> {
  if (parentId === null && !managed.all) throw new Fault('grant.beyond')
  if (parentId !== null) await mustManageUnit(ctx, managed, parentId)
  const id = ctx.newId()
  await insertUnit(ctx, { id, parentId, name: name.trim() })
  return id
}

async function mustManageUnit(ctx: Ctx, managed: Managed, id: string): Promise<void> {
  const there = managed.all
    ? await ctx.db.selectFrom('units').select('id').where('id', '=', id).executeTakeFirst()
    : managed.units.has(id)
  if (!there) throw new Fault('unit.unknown')
}

/** Under a unit that there is, or a new one; with neither the site gets a unit of its own name. */
export async function createSite(ctx: Ctx, sessions: Sessions, body: BodyOf<typeof people.createSite>): Promise<number> {
  const zone = body.zone ?? 'Asia/Shanghai'
  if (!isZone(zone)) throw new Fault('invalid', {}, { fields: [{ path: '/zone', message: 'zone|{}' }] })
  if (body.unitId !== undefined && body.unitName !== undefined)
    throw new Fault('invalid', {}, { fields: [{ path: '/unitName', message: 'either|{"names":["unitId","unitName"]}' }] })
  const managed = await managedBy(ctx)
  if (body.unitId !== undefined) await mustManageUnit(ctx, managed, body.unitId)
  const unitId = body.unitId ?? (await foundUnit(ctx, managed, null, body.unitName ?? body.name))
  const id = await insertSite(ctx, { unitId, code: body.code, name: body.name.trim(), kind: body.kind, zone })
  // whoever reaches all sites, or this unit, reaches one more
  await dropAfter(ctx, sessions, '*')
  tellScreens(ctx, id)
  return id
}

export async function updateSite(
  ctx: Ctx,
  sessions: Sessions,
  siteId: number,
  body: BodyOf<typeof people.updateSite>,
): Promise<void> {
  const site = await ctx.db
    .selectFrom('sites')
    .select(['version', 'changed_at', 'changed_by'])
    .where('id', '=', siteId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new Fault('site.unknown'))
  await mustBeFresh(ctx, site, body.version)
  await changeSite(ctx, siteId, {
    ...(body.name === undefined ? {} : { name: body.name.trim() }),
    ...(body.kind === undefined ? {} : { kind: body.kind }),
    ...(body.maskedForms === undefined ? {} : { masked_forms: body.maskedForms }),
    ...(body.areaCode === undefined ? {} : { area_code: body.areaCode }),
    ...(body.secondFactorRoles === undefined ? {} : { second_factor_roles: [...new Set(body.secondFactorRoles)] }),
    ...(body.stepUpMinutes === undefined ? {} : { step_up_minutes: body.stepUpMinutes }),
  })
  if (body.secondFactorRoles !== undefined || body.stepUpMinutes !== undefined) {
    await recordSignIn(ctx, siteId)
    // whoever must have a second factor from now on does nothing else before
    await dropAfter(ctx, sessions, '*')
  }
  ctx.committed.push(() => forgetSite(ctx, siteId))
  tellScreens(ctx, siteId)
}

/** How people sign in at the site from now on, in the account of whoever decided it. */
async function recordSignIn(ctx: Ctx, siteId: number): Promise<void> {
  const row = await ctx.db
    .selectFrom('sites')
    .select(['second_factor_roles', 'step_up_minutes'])
    .where('id', '=', siteId)
    .executeTakeFirstOrThrow()
  const account = await lockOrOpenCase(ctx, siteId, 'account', mustBeStaff(ctx.actor).personId)
  await record(ctx, account, {
    type: 'sign_in.changed',
    subject: { kind: 'case', id: account.id },
    facts: {},
    detail: { secondFactorRoles: row.second_factor_roles.join(' '), stepUpMinutes: row.step_up_minutes },
  })
}

export async function createDepartment(
  ctx: Ctx,
  sessions: Sessions,
  siteId: number,
  body: BodyOf<typeof people.createDepartment>,
): Promise<string> {
  await mustBePersons(ctx, siteId, [...(body.memberIds ?? []), ...(body.headId ? [body.headId] : [])])
  const id = ctx.newId()
  await insertDepartment(ctx, { siteId, id, name: body.name.trim(), headId: body.headId ?? null })
  if (body.memberIds) await replaceMembers(ctx, siteId, id, body.memberIds)
  ctx.committed.push(() => forgetDepartments(ctx, siteId))
  await dropAfter(ctx, sessions, '*')
  tellScreens(ctx, siteId)
  return id
}

export async function updateDepartment(
  ctx: Ctx,
  sessions: Sessions,
  siteId: number,
  id: string,
  body: BodyOf<typeof people.updateDepartment>,
): Promise<void> {
  const department = await ctx.db
    .selectFrom('departments')
    .select(['version', 'changed_at', 'changed_by'])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new Fault('not_found'))
  await mustBeFresh(ctx, department, body.version)
  await mustBePersons(ctx, siteId, [...(body.memberIds ?? []), ...(body.headId ? [body.headId] : [])])
  await changeDepartment(ctx, siteId, id, {
    ...(body.name === undefined ? {} : { name: body.name.trim() }),
    ...(body.headId === undefined ? {} : { head_id: body.headId }),
  })
  if (body.memberIds) await replaceMembers(ctx, siteId, id, body.memberIds)
  ctx.committed.push(() => forgetDepartments(ctx, siteId))
  await dropAfter(ctx, sessions, '*')
  tellScreens(ctx, siteId)
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0) !== '' && !/^[+-]/.test(zone)
  } catch {
    return false
  }
}
