import type { ContactDraft, contacts as contract } from '@sansheng/contract/contacts.ts'
import type { CustomerDraft } from '@sansheng/contract/customers.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { Notice } from '@sansheng/contract/notices.ts'
import type { Site } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { mustReach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, lockCase, openCase, record } from '../../platform/events/index.ts'
import {
  asked,
  type CustomerRow,
  customersById,
  ensureCustomer,
  findCustomerByPhone,
  type PremisesRow,
  premisesById,
} from '../customers/index.ts'
import { siteById } from '../people/index.ts'
import { contactById, lastCustomerOf } from './queries.ts'
import { type ContactRow, contactFacts, homeOf, intakeFacts, isAt, mayEnd } from './rules.ts'
import { type ContactPatch, insertContact, registerContact, updateContact } from './store.ts'

/** What a contact needs of its own floor: the notices in force that cover any of these places. Whoever stands above connects it. */
export type ContactPorts = {
  matchNotices(ctx: Ctx, siteId: number, ...places: { address?: string | null; area?: string | null }[]): Promise<Notice[]>
}
export type Received = {
  contact: ContactRow
  caseRow: Case
  customer: CustomerRow | null
  premises: PremisesRow | null
  notices: Notice[]
}

/**
 * R001–R004: somebody calls, writes or comes. Opens the case, or joins the one that is named; the clocks of intake start here.
 * `becomes`: a ticket in the same transaction, so its row ends as `closeRegistered` would end it; what is given back has not ended yet.
 */
export async function receiveContact(
  ctx: Ctx,
  siteId: number,
  draft: ContactDraft,
  ports: ContactPorts,
  becomes?: { noticeTold: boolean },
): Promise<Received> {
  const by = ctx.actor.personId
  if (by === null) throw new Fault('forbidden', { needs: 'contacts:receive' })
  const joins = draft.caseId !== undefined
  const caseRow = draft.caseId === undefined ? await openCase(ctx, siteId, 'matter') : await lockCase(ctx, siteId, draft.caseId)
  if (caseRow.kind !== 'matter') throw new Fault('not_found')
  const site = await siteById(ctx, siteId)
  const customer = await callerOf(ctx, siteId, draft, joins ? caseRow.id : null)
  const premises = draft.premisesId ? await premisesAt(ctx, siteId, draft.premisesId) : homeOf(customer, draft.address)
  const notices = await noticesFor(ctx, ports, siteId, { address: draft.address ?? null, premises, customer })
  const now = ctx.now()
  const phone = draft.customer?.phone ?? draft.phone ?? null
  const contact: ContactRow = {
    id: ctx.newId(),
    case_id: caseRow.id,
    channel: draft.channel,
    about: draft.about ?? null,
    outcome: joins ? 'joined' : null,
    received_at: now,
    received_by: by,
    closed_at: joins ? now : null,
    customer_id: customer?.id ?? null,
    name_asked: asked(draft.customer?.name ?? customer?.name, draft.customer?.nameDeclined),
    phone_asked: asked(phone ?? customer?.phone, draft.customer?.phoneDeclined),
    phone,
    premises_id: premises?.id ?? null,
    address: draft.address ?? null,
    summary: draft.summary ?? null,
    notice_id: notices[0]?.id ?? null,
    notice_told: false,
  }
  const ended = { outcome: 'registered', closed_at: now, notice_told: becomes?.noticeTold ?? false } as const
  await insertContact(ctx, siteId, becomes ? { ...contact, ...ended } : contact)
  caseRow.refs = { ...caseRow.refs, contact: contact.id }
  await record(ctx, caseRow, {
    type: joins ? 'contact.joined' : 'intake.received',
    subject: { kind: 'contact', id: contact.id },
    facts: {
      ...(joins ? {} : { site: { kind: site.kind as Site['kind'], code: site.code } }),
      ...intakeFacts(contact, customer, premises, joins),
    },
    detail: { channel: contact.channel },
    values: { summary: contact.summary, address: contact.address },
  })
  return { contact, caseRow, customer, premises, notices }
}

/** R018: written down while talking, or after: who it is, where, what about. */
export async function recordContact(
  ctx: Ctx,
  siteId: number,
  id: string,
  body: BodyOf<typeof contract.record>,
  ports: ContactPorts,
): Promise<Notice[]> {
  const { caseRow, row } = await held(ctx, siteId, id)
  const customer = await callerOf(ctx, siteId, { ...body, phone: row.phone ?? undefined, known: row.customer_id }, null)
  const premises = await placeOf(ctx, siteId, body, row, customer)
  const moved = body.address !== undefined || body.premisesId !== undefined || customer?.id !== (row.customer_id ?? undefined)
  const patch: ContactPatch = {
    about: body.about ?? row.about,
    customer_id: customer?.id ?? null,
    name_asked: askedAgain(row.name_asked, body.customer?.name ?? customer?.name, body.customer?.nameDeclined),
    phone_asked: askedAgain(row.phone_asked, body.customer?.phone ?? customer?.phone ?? row.phone, body.customer?.phoneDeclined),
    phone: body.customer?.phone ?? row.phone,
    premises_id: premises?.id ?? null,
    address: body.address ?? row.address,
    summary: body.summary ?? row.summary,
    notice_told: body.noticeTold ?? row.notice_told,
  }
  const notices = await noticesFor(ctx, ports, siteId, { address: patch.address ?? null, premises, customer })
  if (moved || row.notice_id === null) patch.notice_id = notices[0]?.id ?? null
  const next: ContactRow = { ...row, ...patch }
  await updateContact(ctx, siteId, id, patch)
  await record(ctx, caseRow, {
    type: 'contact.recorded',
    subject: { kind: 'contact', id },
    facts: intakeFacts(next, customer, premises, row.outcome === 'joined'),
    values: { summary: body.summary, address: body.address },
  })
  return notices
}

/** Ends a contact that needs no ticket. An answer passes the gate: the standard may ask for its record first (R018). */
export async function closeContact(ctx: Ctx, siteId: number, id: string, body: BodyOf<typeof contract.close>): Promise<void> {
  const { caseRow, row } = await held(ctx, siteId, id)
  if (!mayEnd(row)) throw new Fault('state.wrong', { outcome: row.outcome })
  const patch = { summary: body.summary ?? row.summary, notice_told: body.noticeTold ?? row.notice_told }
  const type = body.outcome === 'answered' ? 'contact.answered' : 'contact.closed'
  const about = {
    subject: { kind: 'contact', id },
    refs: caseRow.refs,
    facts: { contact: contactFacts({ ...row, ...patch, outcome: body.outcome }) },
  } as const
  await ctx.kernel.gate(ctx, caseRow, { action: type, ...about })
  const event = await record(ctx, caseRow, {
    type,
    ...about,
    detail: { outcome: body.outcome },
    values: { summary: body.summary },
  })
  await updateContact(ctx, siteId, id, patch, { outcome: body.outcome, at: event.at })
}

/**
 * The contact has become a ticket: it ends here, or stays as it ended when it joined the case. Records no event of its own; the event
 * `ticket.registered` says it.
 */
export async function closeRegistered(
  ctx: Ctx,
  caseRow: Case,
  contactId: string,
  { noticeTold }: { noticeTold?: boolean | undefined } = {},
): Promise<void> {
  caseRow.refs = { ...caseRow.refs, contact: contactId }
  const done = await registerContact(ctx, caseRow.siteId, contactId, noticeTold)
  if (!done) throw new Fault('state.wrong', { outcome: 'closed' })
}

async function held(ctx: Ctx, siteId: number, id: string): Promise<{ caseRow: Case; row: ContactRow }> {
  const before = await contactById(ctx, siteId, id)
  if (!before) throw new Fault('not_found')
  const caseRow = await lockCase(ctx, siteId, before.case_id)
  caseRow.refs = { ...caseRow.refs, contact: id }
  // read again: somebody may have ended it while we waited for the case
  const row = await contactById(ctx, siteId, id)
  if (!row) throw new Fault('not_found')
  mustReach(ctx.actor, 'contacts:receive', siteId, { persons: [row.received_by], departmentId: null })
  return { caseRow, row }
}

type Caller = {
  customerId?: string | undefined
  customer?: CustomerDraft | undefined
  phone?: string | undefined
  known?: string | null
}

/** Who it is: named, written down just now, recognised by the number, or whoever called in this case before. */
async function callerOf(ctx: Ctx, siteId: number, caller: Caller, caseId: string | null): Promise<CustomerRow | null> {
  if (caller.customerId) {
    const chosen = (await customersById(ctx, siteId, [caller.customerId])).get(caller.customerId)
    if (!chosen) throw new Fault('not_found')
    return chosen
  }
  const draft = caller.customer
  const phone = draft?.phone ?? (draft?.phoneDeclined ? undefined : caller.phone)
  if (draft?.name || draft?.phone) return await ensureCustomer(ctx, siteId, { ...draft, ...(phone ? { phone } : {}) })
  const known = caller.known ?? (caller.phone || caseId === null ? null : await lastCustomerOf(ctx, siteId, caseId))
  if (known) return (await customersById(ctx, siteId, [known])).get(known) ?? null
  return phone ? await findCustomerByPhone(ctx, siteId, phone) : null
}

async function premisesAt(ctx: Ctx, siteId: number, id: string): Promise<PremisesRow> {
  const row = (await premisesById(ctx, siteId, [id])).get(id)
  if (!row) throw new Fault('not_found')
  return row
}

async function placeOf(
  ctx: Ctx,
  siteId: number,
  said: { premisesId?: string | undefined; address?: string | undefined },
  row: ContactRow,
  customer: CustomerRow | null,
): Promise<PremisesRow | null> {
  if (said.premisesId) return await premisesAt(ctx, siteId, said.premisesId)
  const before = row.premises_id ? await premisesAt(ctx, siteId, row.premises_id) : null
  if (before) return said.address === undefined || isAt(said.address, before) ? before : null
  return homeOf(customer, said.address ?? row.address ?? undefined)
}

/** Where it is about; while nobody said where, every address of the customer counts. */
function noticesFor(
  ctx: Ctx,
  ports: ContactPorts,
  siteId: number,
  { address, premises, customer }: { address: string | null; premises: PremisesRow | null; customer: CustomerRow | null },
): Promise<Notice[]> {
  const named = [...(address === null ? [] : [{ address }]), ...(premises ? [premises] : [])]
  return ports.matchNotices(ctx, siteId, ...(named.length > 0 ? named : (customer?.premises ?? [])))
}

/** What was said once stays said. */
function askedAgain(
  before: ContactRow['name_asked'],
  value: string | null | undefined,
  declined: boolean | undefined,
): ContactRow['name_asked'] {
  const now = asked(value, declined)
  return now === 'unknown' ? before : now
}
