/** Who may be sent: people of the department of the form; of others only where the right reaches the whole site. */
import type { dispatch as contract } from '@sansheng/contract/dispatch.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { Permission, QueryOf, ReplyOf } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import { reach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { departmentById, mustBePerson, peopleOf } from '../people/index.ts'
import type { FormRow } from './store.ts'

export async function mustBeNameable(
  ctx: Ctx,
  needs: Permission,
  { site_id, department_id }: Pick<FormRow, 'site_id' | 'department_id'>,
  personId: string,
): Promise<void> {
  await mustBePerson(ctx, site_id, personId)
  if (department_id === null || reach(ctx.actor, needs, site_id) === 'site') return
  const department = await departmentById(ctx, site_id, department_id)
  if (!department || !peopleOf(department).includes(personId)) throw new Fault('department.other')
}

/** Active people with the role of a worker. Who names for his own department only is shown nobody else. */
export async function listWorkers(
  ctx: Ctx,
  siteId: number,
  query: QueryOf<typeof contract.workers>,
): Promise<ReplyOf<typeof contract.workers>> {
  const departmentId = query.departmentId ?? null
  const wide = (['dispatch:inspect', 'dispatch:make'] as const).some(needs => reach(ctx.actor, needs, siteId) === 'site')
  const mine = ctx.actor.kind === 'staff' ? [...ctx.actor.departmentIds] : []
  const { rows } = await sql<ReplyOf<typeof contract.workers>['items'][number]>`
    with workers as (select p.id, p.name, p.staff_number, array(select d.id from departments d where d.site_id = ${siteId} and (d.head_id = p.id
        or exists (select from department_members m where m.site_id = d.site_id and m.department_id = d.id and m.person_id = p.id))) as ids
      from persons p where p.active and p.id in (select g.person_id from grant_sites g where g.site_id = ${siteId} and g.role = 'worker')),
    named as (select *, coalesce(${departmentId}::uuid = any(ids), false) as own from workers)
    select id, name, staff_number as "staffNumber", own,
      array(select d.name from departments d where d.site_id = ${siteId} and d.id = any(ids) order by d.name) as departments
    from named where ${wide} or ((${departmentId}::uuid is null or own) and ids && ${mine}::uuid[])
    order by own desc, lower(staff_number)`.execute(ctx.db)
  return { items: rows }
}
