/** Turns the announcements of rules (“warn the handler”, “tell the shift leader”) into bell entries of people. */
import type { Refs } from '@sansheng/rulebook/engine'
import type { Role } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, knownFacts, withSubject } from '../../platform/events/index.ts'
import type { Word } from '../../platform/kernel.ts'
import type { Subject } from '../../platform/subjects.ts'
import { notify } from '../notifications/index.ts'
import { actorRefs, departmentByName, personsWithRole } from '../people/index.ts'
import type { CompiledStandard } from './compiled-standards.ts'
import { rootOfClock, subjectOfClock } from './outcome.ts'

export async function tellOf(ctx: Ctx, cases: Case[], standard: (id: string) => Promise<CompiledStandard>): Promise<void> {
  for (const caseRow of cases) {
    for (const a of caseRow.announcements) {
      const clock = [...caseRow.started, ...caseRow.changed.values()].find(c => c.id === a.clockId)
      const last = caseRow.events.at(-1)
      const refs = clock?.refs ?? last?.refs ?? {}
      const subject: Subject = clock ? subjectOfClock(clock) : (last?.subject ?? { kind: 'case', id: caseRow.id })
      const root = clock ? rootOfClock(ctx, clock) : ctx.subjects.rootOf(subject, refs)
      const persons = await listeners(ctx, caseRow, root, refs, a.to)
      if (persons.length === 0) continue
      const rule = (await standard(a.rulebook)).rulebook.byId.get(a.ruleId)
      await notify(ctx, {
        siteId: caseRow.siteId,
        persons,
        why: a.why,
        clause: rule?.clause ?? null,
        caseId: caseRow.id,
        subject,
        root,
        clockId: a.clockId,
        params: { step: a.step, rule: a.ruleId },
      })
    }
  }
}

/** Rings the bell of those who stand behind the roles of a word for its subject. */
export async function informOf(ctx: Ctx, caseRow: Case, { to, subject, refs, what }: Word): Promise<void> {
  const concerned = withSubject({ refs: { ...caseRow.refs, ...refs }, subject })
  const root = ctx.subjects.rootOf(subject, concerned)
  const persons = await listeners(ctx, caseRow, root, concerned, to)
  await notify(ctx, { siteId: caseRow.siteId, persons, why: 'inform', caseId: caseRow.id, subject, root, params: { what } })
}

/** Who is meant: people who hold the role at the site, or those who answer for the root of what the rule speaks of. */
async function listeners(ctx: Ctx, caseRow: Case, root: Subject, refs: Refs, roles: readonly Role[]): Promise<string[]> {
  const found = new Set<string>()
  const answerable = await ctx.subjects.answerable(ctx, caseRow.siteId, root, knownFacts(caseRow, refs))
  for (const role of roles) {
    if (role === 'front-owner' || role === 'handler')
      for (const id of await answering(ctx, caseRow.siteId, role === 'handler' ? answerable.handler : answerable.frontOwner))
        found.add(id)
    else if (role === 'department' || role === 'department-head')
      for (const id of await department(ctx, caseRow.siteId, answerable.department, role)) found.add(id)
    else for (const id of await personsWithRole(ctx, caseRow.siteId, role)) found.add(id)
  }
  return [...found]
}

/** The member of staff who answers; where a program took it, which hears nothing, the shift leaders. */
async function answering(ctx: Ctx, siteId: number, id: string | undefined): Promise<string[]> {
  if (id === undefined) return []
  return (await actorRefs(ctx, [id])).get(id)?.kind === 'service' ? await personsWithRole(ctx, siteId, 'shift-leader') : [id]
}

async function department(ctx: Ctx, siteId: number, name: string | undefined, role: Role): Promise<string[]> {
  const known = name ? await departmentByName(ctx, siteId, name) : null
  if (!known) return role === 'department-head' ? await personsWithRole(ctx, siteId, role) : []
  if (role === 'department-head' && known.headId) return [known.headId]
  return known.memberIds
}
