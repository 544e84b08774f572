/** Who works on what is open in a case. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { WorkInCase } from '../contacts/index.ts'

/**
 * The workers of forms that are neither returned nor withdrawn, by their form; by the ticket its handler, its front owner and the people of
 * the departments of ticket and forms. Nobody is named twice for one ticket.
 */
export async function workInCase(ctx: Ctx, siteId: number, caseId: string): Promise<WorkInCase> {
  const { rows } = await sql<{ kind: 'ticket' | 'form'; id: string; persons: string[] }>`
    with open as (select t.id, t.handler_id, t.front_owner_id, t.department_id from tickets t
      where t.site_id = ${siteId} and t.case_id = ${caseId} and t.status <> 'closed'),
    out as (select f.id, f.ticket_id, f.worker_id, f.department_id from open o join forms f on f.site_id = ${siteId} and f.ticket_id = o.id
      where f.returned_at is null and f.withdrawn_at is null),
    departments_in_charge as (select id as ticket_id, department_id from open union select ticket_id, department_id from out),
    concerned as (
      select id as ticket_id, unnest(array[handler_id, front_owner_id]) as person_id from open
      union select c.ticket_id, m.person_id from departments_in_charge c
        join department_members m on m.site_id = ${siteId} and m.department_id = c.department_id
      union select c.ticket_id, d.head_id from departments_in_charge c
        join departments d on d.site_id = ${siteId} and d.id = c.department_id),
    working as (
      select 'form' as kind, id, worker_id as person_id from out
      union select 'ticket', c.ticket_id, c.person_id from concerned c
        where not exists (select from out where out.ticket_id = c.ticket_id and out.worker_id = c.person_id))
    select w.kind, w.id, array_agg(w.person_id) as persons from working w
      join persons p on p.id = w.person_id and p.active group by w.kind, w.id order by w.kind, w.id`.execute(ctx.db)
  return rows.map(({ kind, id, persons }) => ({ root: { kind, id }, persons }))
}
