/** An end that was a mistake is taken back: the contact is open again, and what its end had ended is owed again from when it was first owed. */
import { contactFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { lockCase, record } from '../../platform/events/index.ts'
import { Again } from '../../platform/idempotency.ts'
import { lockContact } from './commands.ts'
import { contactById } from './queries.ts'
import { contactState, mayTakeBack } from './rules.ts'
import { updateContact } from './store.ts'

/** Records `contact.reopened` in its case, and `contact.separated` in the matter that it leaves; both are taken in the order of their ids. */
export async function takeBackContact(ctx: Ctx, siteId: number, id: string): Promise<void> {
  const before = await contactById(ctx, siteId, id)
  if (!before) throw new Fault('not_found')
  const matter = before.outcome === 'joined' ? before.joined_case_id : null
  for (const caseId of [before.case_id, ...(matter === null ? [] : [matter])].sort()) await lockCase(ctx, siteId, caseId)
  const { caseRow, row } = await lockContact(ctx, siteId, id)
  // a second click finds it done
  if (row.outcome === null) return
  if (row.outcome !== before.outcome || row.joined_case_id !== before.joined_case_id) throw Again()
  if (!mayTakeBack(row, ctx.now())) throw new Fault('state.wrong', { outcome: row.outcome })
  const about = {
    subject: { kind: 'contact', id },
    // a fact that went away is null
    facts: { contact: { ...contactFacts({ ...contactState(row), outcome: null }), outcome: null as never } },
    detail: { channel: row.channel, outcome: row.outcome },
  } as const
  const elsewhere = matter === null ? {} : { matter }
  await record(ctx, caseRow, { type: 'contact.reopened', ...about, refs: { contact: id, ...elsewhere } })
  if (matter !== null) {
    const other = await lockCase(ctx, siteId, matter)
    await record(ctx, other, { type: 'contact.separated', ...about, refs: { contact: id, matter: caseRow.id } })
  }
  await updateContact(ctx, siteId, id, { joined_case_id: null, end_reason: null }, 'open')
}
