/** A customer calls, writes or comes. */
import type { ContactDraft } from '@sansheng/contract/contacts.ts'
import { changedFacts, disclosureOf, homeOf, intakeFacts, registeredContact, siteFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { Notice } from '@sansheng/contract/notices.ts'
import type { Site } from '@sansheng/contract/people.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, knownFacts, lockCase, openCase, record } from '../../platform/events/index.ts'
import { actingId } from '../../platform/principal.ts'
import { type CustomerRow, customerState, type PremisesRow, withWholeNumber } from '../customers/index.ts'
import { siteById } from '../people/index.ts'
import { type ContactPorts, chosenPremises, findCaller, noticesFor } from './caller.ts'
import { lockMatter, namedCase } from './queries.ts'
import { type ContactRow, contactState } from './rules.ts'
import { insertContact, newContactRow } from './store.ts'

export type Received = {
  contact: ContactRow
  caseRow: Case
  customer: CustomerRow | null
  premises: PremisesRow | null
  notices: Notice[]
}

/**
 * R001–R004: opens the case, or joins the open one that is named; the clocks of intake start here. `becomes`: a ticket in the same
 * transaction, so its row ends as `closeRegistered` would end it; what is given back has not ended yet.
 */
export async function receiveContact(
  ctx: Ctx,
  siteId: number,
  said: ContactDraft,
  ports: Pick<ContactPorts, 'noticesInForce'>,
  becomes?: { noticeGiven: boolean },
): Promise<Received> {
  const draft = await withWholeNumber(ctx, siteId, {
    ...said,
    ...(said.customer ? { customer: await withWholeNumber(ctx, siteId, said.customer) } : {}),
  })
  // a case that turned out to belong to another matter stands for that one
  const matter = draft.caseId === undefined ? null : await lockNamed(ctx, siteId, draft.caseId)
  const caseRow = matter === null ? await openCase(ctx, siteId, 'matter') : await lockCase(ctx, siteId, matter)
  if (caseRow.kind !== 'matter') throw new Fault('not_found')
  // asked in one message: neither waits for the other
  const [customer, inForce] = await Promise.all([
    findCaller(ctx, siteId, {
      customerId: draft.customerId,
      customer: draft.customer,
      phone: draft.phone,
      caseId: matter ?? undefined,
    }),
    ports.noticesInForce(ctx, siteId),
  ])
  const premises = draft.premisesId ? await chosenPremises(ctx, siteId, draft.premisesId) : homeOf(customer, draft.address)
  const notices = await noticesFor(inForce, { address: draft.address ?? null, premises, customer })
  const contact = newContact(ctx, draft, { caseId: caseRow.id, customer, premises, notices })
  // a contact that becomes a ticket is written with it
  if (becomes) ctx.rows.push(newContactRow(ctx, siteId, registeredRow(ctx, contact, becomes)))
  else await insertContact(ctx, siteId, contact)
  caseRow.refs = { ...caseRow.refs, contact: contact.id }
  await recordReceived(ctx, caseRow, contact, { customer, premises, joins: draft.caseId !== undefined })
  return { contact, caseRow, customer, premises, notices }
}

type Found = { caseId: string; customer: CustomerRow | null; premises: PremisesRow | null; notices: Notice[] }
function newContact(ctx: Ctx, draft: ContactDraft, { caseId, customer, premises, notices }: Found): ContactRow {
  const joins = draft.caseId !== undefined
  const phone = draft.customer?.phone ?? draft.phone ?? null
  return {
    id: ctx.newId(),
    case_id: caseId,
    channel: draft.channel,
    about: draft.about ?? null,
    outcome: joins ? 'joined' : null,
    received_at: ctx.now(),
    received_by: actingId(ctx.actor),
    closed_at: joins ? ctx.now() : null,
    customer_id: customer?.id ?? null,
    name_disclosure: disclosureOf(draft.customer?.name ?? customer?.name, draft.customer?.nameDeclined),
    phone_disclosure: disclosureOf(phone ?? customer?.phone, draft.customer?.phoneDeclined),
    phone,
    premises_id: premises?.id ?? null,
    address: draft.address ?? null,
    summary: draft.summary ?? null,
    notice_id: notices[0]?.id ?? null,
    notice_given: false,
    joined_case_id: null,
    end_reason: null,
  }
}

/** The matter that a case leads to, held; one that lies out of reach does not exist. */
async function lockNamed(ctx: Ctx, siteId: number, caseId: string): Promise<string> {
  if ((await namedCase(ctx, siteId, { caseId }, 'contacts:receive')) === null) throw new Fault('not_found')
  return (await lockMatter(ctx, siteId, caseId)).matter
}

function registeredRow(ctx: Ctx, contact: ContactRow, becomes: { noticeGiven: boolean }): ContactRow {
  const { outcome, noticeGiven } = registeredContact(contactState(contact), becomes)
  return { ...contact, outcome, closed_at: ctx.now(), notice_given: noticeGiven }
}

async function recordReceived(
  ctx: Ctx,
  caseRow: Case,
  contact: ContactRow,
  { customer, premises, joins }: { customer: CustomerRow | null; premises: PremisesRow | null; joins: boolean },
): Promise<void> {
  const site = await siteById(ctx, caseRow.siteId)
  const state = { customer: customer && customerState(customer), premises, joins }
  await record(ctx, caseRow, {
    type: joins ? 'contact.joined' : 'intake.received',
    subject: { kind: 'contact', id: contact.id },
    facts: {
      ...(joins ? {} : siteFacts({ kind: site.kind as Site['kind'], code: site.code })),
      ...changedFacts(knownFacts(caseRow, caseRow.refs), intakeFacts(contactState(contact), state)),
    },
    detail: { channel: contact.channel },
    values: { summary: contact.summary, address: contact.address },
  })
}
