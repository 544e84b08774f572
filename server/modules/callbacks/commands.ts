import type { callbacks as contract } from '@sansheng/contract/callbacks.ts'
import { callbackFacts, changedFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { knownFacts, record } from '../../platform/events/index.ts'
import { factsAfter, lockTicket, refsOf } from '../tickets/index.ts'
import { beforeCallback } from './queries.ts'
import { insertCallback } from './store.ts'

/** R136, R160: the check with the customer. What follows from an unhappy answer, a person decides. */
export async function makeCallback(ctx: Ctx, siteId: number, body: BodyOf<typeof contract.make>): Promise<string> {
  if (body.result === 'unsatisfied' && !(body.reason && body.wants)) throw new Fault('callback.unasked')
  const ticket = await lockTicket(ctx, siteId, body.ticketId, 'callbacks:make')
  const { earlier, latestForm, formFits } = await beforeCallback(ctx, siteId, body.ticketId, body.formId ?? null)
  if (body.formId && !formFits) throw new Fault('not_found')
  const formId = body.formId ?? latestForm
  const id = ctx.newId()
  const subject = { kind: 'callback' as const, id }
  const refs = { ...refsOf(ticket.row), callback: id, ...(formId ? { form: formId } : {}) }
  const said = knownFacts(ticket.caseRow, refsOf(ticket.row)).callback
  const facts: Facts = {
    ...factsAfter(ticket, { verb: 'callBack' }),
    ...callbackFacts(body, { earlier, accepted: said?.accepted }),
  }
  await ctx.kernel.gate(ctx, ticket.caseRow, { action: 'callback.recorded', subject, refs, facts, override: body.override })
  const words = { note: body.note ?? null, reason: body.reason ?? null, wants: body.wants ?? null }
  const event = await record(ctx, ticket.caseRow, {
    type: 'callback.recorded',
    subject,
    refs,
    facts: changedFacts(knownFacts(ticket.caseRow, refs), facts),
    detail: { method: body.method, result: body.result },
    values: words,
  })
  await insertCallback(ctx, siteId, {
    id,
    caseId: ticket.caseRow.id,
    ticketId: body.ticketId,
    formId,
    at: event.at,
    method: body.method,
    result: body.result,
    ...words,
  })
  return id
}
