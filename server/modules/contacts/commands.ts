/** What happens to a contact after it was received: it is written down, and it ends. */
import type { contacts as contract } from '@sansheng/contract/contacts.ts'
import {
  changedFacts,
  contactFacts,
  endedContact,
  intakeFacts,
  isElsewhere,
  recordedContact,
} from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { Notice } from '@sansheng/contract/notices.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { mustReach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, knownFacts, lockCase, record } from '../../platform/events/index.ts'
import { customerState, isIdOf, withWholeNumber } from '../customers/index.ts'
import { type ContactPorts, findCaller, findPremises, noticesFor } from './caller.ts'
import { contactById, hasMadeCustomer, lacksNumber } from './queries.ts'
import { type ContactRow, contactState, joinedRefs, mayEnd } from './rules.ts'
import { type ContactPatch, registerContact, updateContact } from './store.ts'

/** R018: written down while talking, or after: who it is, where, what about. */
export async function recordContact(
  ctx: Ctx,
  siteId: number,
  id: string,
  said: BodyOf<typeof contract.record>,
  ports: ContactPorts,
): Promise<Notice[]> {
  const body = said.customer ? { ...said, customer: await withWholeNumber(ctx, siteId, said.customer) } : said
  const { caseRow, row } = await lockContact(ctx, siteId, id)
  const customer = await findCaller(ctx, siteId, {
    ...body,
    phone: row.phone ?? undefined,
    known: row.customer_id,
    madeHere:
      body.customer !== undefined &&
      ((await hasMadeCustomer(ctx, siteId, row)) || (await lacksNumber(ctx, siteId, row, body.customer.name))),
  })
  const premises = await findPremises(ctx, siteId, body, row, customer)
  const address = body.address ?? row.address
  const notices = await noticesFor(await ports.noticesInForce(ctx, siteId), { address, premises, customer })
  // whoever was merged is the same customer: the contact stays with the row that it was recorded for
  const customerId = customer && isIdOf(customer, row.customer_id) ? row.customer_id : (customer?.id ?? null)
  const elsewhere = isElsewhere(body, row.customer_id, customerId)
  const caller = { name: Boolean(customer?.name), phone: Boolean(customer?.phone ?? row.phone) }
  const after = recordedContact(contactState(row), body, caller, { elsewhere, found: notices.length > 0 })
  const patch: ContactPatch = {
    about: after.about,
    customer_id: customerId,
    name_disclosure: after.nameDisclosure,
    phone_disclosure: after.phoneDisclosure,
    phone: body.customer?.phone ?? row.phone,
    premises_id: premises?.id ?? null,
    address,
    summary: after.summary,
    notice_id: elsewhere || row.notice_id === null ? (notices[0]?.id ?? null) : row.notice_id,
    notice_given: after.noticeGiven,
  }
  await updateContact(ctx, siteId, id, patch)
  await record(ctx, caseRow, {
    type: 'contact.recorded',
    subject: { kind: 'contact', id },
    facts: changedFacts(
      knownFacts(caseRow, caseRow.refs),
      intakeFacts(contactState({ ...row, ...patch }), {
        customer: customer && customerState(customer),
        premises,
        joins: row.outcome === 'joined',
      }),
    ),
    values: { summary: body.summary, address: body.address },
  })
  return notices
}

/** Ends a contact that needs no ticket. An answer passes the gate: the standard may ask for its record first (R018). */
export async function closeContact(ctx: Ctx, siteId: number, id: string, body: BodyOf<typeof contract.close>): Promise<void> {
  const { caseRow, row } = await lockContact(ctx, siteId, id)
  if (!mayEnd(row)) throw new Fault('state.wrong', { outcome: row.outcome })
  const reason = body.outcome === 'answered' ? null : mustSayWhy(body.reason)
  const after = endedContact(contactState(row), body)
  const type = body.outcome === 'answered' ? 'contact.answered' : 'contact.closed'
  const about = { subject: { kind: 'contact', id }, refs: caseRow.refs, facts: { contact: contactFacts(after) } } as const
  await ctx.kernel.gate(ctx, caseRow, { action: type, ...about })
  const event = await record(ctx, caseRow, {
    type,
    ...about,
    detail: { outcome: body.outcome },
    values: { summary: body.summary, reason },
  })
  const patch = { summary: after.summary, notice_given: after.noticeGiven, end_reason: reason }
  await updateContact(ctx, siteId, id, patch, { outcome: body.outcome, at: event.at })
}

function mustSayWhy(reason: string | undefined): string {
  if (reason === undefined) throw new Fault('invalid', {}, { fields: [{ path: '/reason', message: 'required' }] })
  return reason
}

/**
 * The contact has become a ticket: it ends here, or stays as it ended when it joined the case. Records no event of its own; the event
 * `ticket.registered` says it.
 */
export async function closeRegistered(
  ctx: Ctx,
  caseRow: Case,
  contactId: string,
  { noticeGiven }: { noticeGiven?: boolean | undefined } = {},
): Promise<void> {
  caseRow.refs = { ...caseRow.refs, contact: contactId }
  const done = await registerContact(ctx, caseRow.siteId, contactId, noticeGiven)
  if (!done) throw new Fault('state.wrong', { outcome: 'closed' })
}

/** Takes the case of a contact, then its row as it is now; refuses whom it is not for. */
export async function lockContact(ctx: Ctx, siteId: number, id: string): Promise<{ caseRow: Case; row: ContactRow }> {
  const before = await contactById(ctx, siteId, id)
  if (!before) throw new Fault('not_found')
  const caseRow = await lockCase(ctx, siteId, before.case_id)
  caseRow.refs = { ...caseRow.refs, contact: id }
  // read again: somebody may have ended it while we waited for the case
  const row = await contactById(ctx, siteId, id)
  if (!row) throw new Fault('not_found')
  caseRow.refs = { ...caseRow.refs, ...joinedRefs(row) }
  mustReach(ctx.actor, 'contacts:receive', siteId, { persons: [row.received_by], departmentId: null })
  return { caseRow, row }
}
