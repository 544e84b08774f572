/** Turns the announcements of rules (“warn the handler”, “tell the shift leader”) into bell entries of people. */
import type { Announcement, Refs } from '@sansheng/rulebook/engine'
import type { Role } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, knownFacts } from '../../platform/events/index.ts'
import { notify } from '../notifications/index.ts'
import { departmentByName, personsWithRole } from '../people/index.ts'
import type { CompiledStandard } from './compiled-standards.ts'

export async function tellOf(ctx: Ctx, cases: Case[], standard: (id: string) => Promise<CompiledStandard>): Promise<void> {
  for (const caseRow of cases) {
    for (const a of caseRow.announcements) {
      const clock = [...caseRow.started, ...caseRow.changed.values()].find(c => c.id === a.clockId)
      const persons = await listeners(ctx, caseRow, clock?.refs ?? caseRow.events.at(-1)?.refs ?? {}, a.to)
      if (persons.length === 0) continue
      const rule = caseRow.rulebook ? (await standard(caseRow.rulebook)).rulebook.byId.get(a.ruleId) : undefined
      await notify(ctx, {
        siteId: caseRow.siteId,
        persons,
        why: why(a),
        clause: rule?.clause ?? null,
        caseId: caseRow.id,
        ticketId: clock?.refs.ticket ?? caseRow.events.at(-1)?.refs.ticket ?? null,
        formId: clock?.refs.form ?? null,
        clockId: a.clockId,
        params: { step: a.step, rule: a.ruleId },
      })
    }
  }
}

const why = (a: Announcement) => a.why

/** Who is meant: people who hold the role at the site, or those whom the case itself names. */
export async function listeners(
  ctx: Ctx,
  caseRow: Pick<Case, 'siteId' | 'id' | 'facts'>,
  refs: Refs,
  roles: readonly Role[],
): Promise<string[]> {
  const found = new Set<string>()
  const ticket = knownFacts(caseRow, refs).ticket ?? {}
  const owner =
    ticket.frontOwner ?? (roles.some(r => r === 'front-owner' || r === 'handler') ? await receiverOf(ctx, caseRow) : undefined)
  for (const role of roles) {
    if (role === 'front-owner') add(owner)
    else if (role === 'handler') add(ticket.handler ?? owner)
    else if (role === 'department' || role === 'department-head')
      for (const id of await department(ctx, caseRow.siteId, ticket.department, role)) add(id)
    else for (const id of await personsWithRole(ctx, caseRow.siteId, role)) add(id)
  }
  return [...found]

  function add(id: string | undefined) {
    if (id) found.add(id)
  }
}

async function department(ctx: Ctx, siteId: number, name: string | undefined, role: Role): Promise<string[]> {
  const known = name ? await departmentByName(ctx, siteId, name) : null
  if (!known) return role === 'department-head' ? await personsWithRole(ctx, siteId, role) : []
  if (role === 'department-head' && known.headId) return [known.headId]
  return known.memberIds
}

/** Before there is a ticket, whoever received the first contact answers for it (R020). */
async function receiverOf(ctx: Ctx, caseRow: Pick<Case, 'siteId' | 'id'>): Promise<string | undefined> {
  const first = await ctx.db
    .selectFrom('contacts')
    .select('received_by')
    .where('site_id', '=', caseRow.siteId)
    .where('case_id', '=', caseRow.id)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst()
  return first?.received_by
}
