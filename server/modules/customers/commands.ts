import type { CustomerDraft, customers as contract } from '@sansheng/contract/customers.ts'
import { customerFacts, disclosureOf, newCustomerState } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { shownPhone } from '@sansheng/contract/phone.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { reach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { type Case, lockCase, lockOrOpenCase, record } from '../../platform/events/index.ts'
import { mustBeConfirmed } from '../../platform/principal.ts'
import { withWholeNumber } from './area-code.ts'
import { customersById, customersByPhone, eventsSince, lastEdit, mayRevealFor, mustReachCustomer } from './queries.ts'
import { type CustomerRow, changedFields, customerState, type PremisesRow } from './rules.ts'
import { isNameOf } from './same.ts'
import { type CustomerFields, holdPhone, insertCustomer, insertPremises, linkPremises, updateCustomer } from './store.ts'

export async function createCustomer(
  ctx: Ctx,
  siteId: number,
  draft: CustomerDraft & { premisesIds?: string[] | undefined },
): Promise<CustomerRow> {
  const id = ctx.newId()
  await insertCustomer(ctx, siteId, id, fieldsOf(await withWholeNumber(ctx, siteId, draft)))
  if (draft.premisesIds?.length) await linkPremises(ctx, siteId, id, draft.premisesIds)
  return await customer(ctx, siteId, id)
}

/**
 * The customer whom the desk has on the line: recognised by phone when the names do not contradict each other, else written down. `madeHere`:
 * whom this intake wrote down before; what is said now corrects him, so that one intake makes one customer. Null when there is neither a name
 * nor a phone to know him by (R054: nothing is invented).
 */
export async function ensureCustomer(
  ctx: Ctx,
  siteId: number,
  said: CustomerDraft,
  madeHere: string | null = null,
): Promise<CustomerRow | null> {
  const draft = await withWholeNumber(ctx, siteId, said)
  const { phone } = draft
  const name = draft.name?.trim()
  if (!name && phone === undefined) return null
  if (phone !== undefined) await holdPhone(ctx, siteId, phone)
  const onLine = phone === undefined ? [] : await customersByPhone(ctx, siteId, phone)
  const made = (await customersById(ctx, siteId, [madeHere])).get(madeHere ?? '')
  const known = onLine.find(c => !name || c.name === null || isNameOf(c, name)) ?? made
  if (!known) return await createCustomer(ctx, siteId, draft)
  const { role, tier, elder, note } = draft
  const fields = {
    ...(name && !isNameOf(known, name) ? { name, name_disclosure: 'given' } : {}),
    ...(known === made && phone !== undefined ? { phone, phone_disclosure: 'given' } : {}),
    role,
    tier,
    elder,
    note,
  }
  const changed = changedFields<Record<string, unknown>>({ ...known }, fields)
  if (changed.length === 0) return known
  const patch = Object.fromEntries(Object.entries(fields).filter(([field]) => changed.includes(field)))
  await updateCustomer(ctx, siteId, known.id, known.version, patch, changed)
  return await customer(ctx, siteId, known.id)
}

export async function changeCustomer(
  ctx: Ctx,
  siteId: number,
  id: string,
  patch: BodyOf<typeof contract.update>,
): Promise<CustomerRow> {
  const before = await mustReachCustomer(ctx, 'customers:write', siteId, id)
  const { version, premisesIds, ...fields } = await withWholeNumber(ctx, siteId, patch)
  const given: Partial<CustomerFields> = { ...fields }
  if (given.name !== undefined) given.name_disclosure = 'given'
  if (given.phone !== undefined) given.phone_disclosure = disclosureOf(given.phone, false)
  const changed = changedFields<Record<string, unknown>>({ ...before }, fields)
  if (premisesIds && String([...premisesIds].sort()) !== String(before.premises.map(p => p.id).sort()))
    changed.push('premisesIds')
  if (!(await updateCustomer(ctx, siteId, before.id, version, given, changed))) throw await staleFault(ctx, siteId, before.id)
  if (premisesIds) await linkPremises(ctx, siteId, before.id, premisesIds)
  return await customer(ctx, siteId, before.id)
}

/** How many numbers one person may look at in an hour: enough for a busy day, too few to copy the archive. */
export const revealsAnHour = 60
/** So many of them without confirming again who he is. */
export const revealsUnconfirmed = 10

/**
 * R354: the whole number, for a reason that stays in the ledger: in the case that it is for, else in the customer's own account. Asked by the id
 * of whoever was merged into another, the number that he was written down with.
 */
export async function revealPhone(
  ctx: Ctx,
  siteId: number,
  id: string,
  { reason, caseId }: BodyOf<typeof contract.reveal>,
): Promise<{ phone: string | null; revealedAt: string }> {
  const row = await customer(ctx, siteId, id)
  const caseRow = caseId ? await lockCase(ctx, siteId, caseId) : await lockOrOpenCase(ctx, siteId, 'account', row.id)
  if (caseId && !(await mayRevealFor(ctx, siteId, caseId, id))) throw new Fault('not_found')
  if (!caseId && reach(ctx.actor, 'customers:reveal', siteId) !== 'site')
    throw new Fault('forbidden', { needs: 'customers:reveal' })
  const at = await recordReveal(ctx, caseRow, {
    facts: caseId ? {} : { customer: customerFacts(customerState(row)) },
    detail: { customer: row.id },
    reason,
  })
  const phone = row.merged.find(one => one.id === id)?.phone ?? row.phone
  return { phone: phone && shownPhone(phone), revealedAt: iso(at) }
}

/** Counts one number more against the bound of the hour and leaves the event; gives its time. Whether he may is asked before. */
export async function recordReveal(
  ctx: Ctx,
  caseRow: Case,
  { facts = {}, detail, reason }: { facts?: Facts; detail: Record<string, string>; reason: string },
): Promise<number> {
  const lately = await eventsSince(ctx, caseRow.siteId, 'customer.revealed', ctx.now() - 60 * 60_000)
  if (lately >= revealsUnconfirmed) mustBeConfirmed(ctx.actor, ctx.now())
  if (lately >= revealsAnHour) throw new Fault('too_many', { seconds: 60 * 60 })
  const subject = { kind: 'case' as const, id: caseRow.id }
  return (await record(ctx, caseRow, { type: 'customer.revealed', subject, facts, detail, values: { reason } })).at
}

export async function createPremises(
  ctx: Ctx,
  siteId: number,
  draft: BodyOf<typeof contract.createPremises>,
): Promise<PremisesRow> {
  const { code = null, address, area = null, use = 'home' } = draft
  const row: PremisesRow = { id: ctx.newId(), code, address: address.trim(), area, use }
  await insertPremises(ctx, siteId, row)
  return row
}

async function customer(ctx: Ctx, siteId: number, id: string): Promise<CustomerRow> {
  const row = (await customersById(ctx, siteId, [id])).get(id)
  if (!row) throw new Fault('not_found')
  return row
}

async function staleFault(ctx: Ctx, siteId: number, id: string): Promise<Fault> {
  const edit = await lastEdit(ctx, siteId, id)
  if (!edit) return new Fault('not_found')
  return new Fault('stale', { by: edit.by, at: iso(edit.at) }, { detail: { changed: edit.changed, version: edit.version } })
}

function fieldsOf(draft: CustomerDraft): CustomerFields {
  const state = newCustomerState(draft)
  return {
    name: draft.name?.trim() || null,
    name_disclosure: state.name,
    phone: draft.phone?.trim() || null,
    phone_disclosure: state.phone,
    role: state.role,
    tier: state.tier,
    elder: state.elder,
    note: draft.note ?? null,
  }
}
