/** Which of the measured things somebody may see: by the ticket that they are about. */
import { sql } from 'kysely'
import { reach, withinReach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'

/**
 * The ticket `t` of what was measured `x`: its own, or the first of its case. In two steps, so that the database may join the first, which
 * nearly all have, in one go and look only for the rest one by one.
 */
export const withTicket = sql`left join tickets own on own.site_id = x.site_id and own.id = x.ticket_id
  left join lateral (select id, number, title, handler_id, front_owner_id, department_id from tickets
    where x.ticket_id is null and site_id = x.site_id and case_id = x.case_id order by registered_at, id limit 1) first on true
  cross join lateral (select coalesce(own.id, first.id) as id, coalesce(own.number, first.number) as number, coalesce(own.title, first.title) as title,
    coalesce(own.front_owner_id, first.front_owner_id) as front_owner_id,
    case when own.id is null then first.handler_id else own.handler_id end as handler_id,
    case when own.id is null then first.department_id else own.department_id end as department_id) t`

/** What of the joined ticket `t` lies within the reach of whoever asks; a matter without a ticket shows to those who see the whole site. */
export const theirs = (ctx: Ctx, siteId: number) =>
  withinReach(ctx.actor, 'standards:read', siteId, {
    persons: ['t.handler_id', 't.front_owner_id'],
    department: 't.department_id',
  })

/** Joins the ticket only where `theirs` looks at it. */
export const ticketWhereAsked = (ctx: Ctx, siteId: number) =>
  reach(ctx.actor, 'standards:read', siteId) === 'site' ? sql`` : withTicket
