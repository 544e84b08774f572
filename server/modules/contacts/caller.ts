/** Who is on the line, and where it is about. */
import type { CustomerDraft } from '@sansheng/contract/customers.ts'
import { premisesAfter } from '@sansheng/contract/facts/index.ts'
import type { Notice } from '@sansheng/contract/notices.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { Subject } from '../../platform/subjects.ts'
import {
  type CustomerRow,
  customersById,
  ensureCustomer,
  findCustomerByPhone,
  mustReachCustomer,
  mustReachPremises,
  type PremisesRow,
  premisesById,
} from '../customers/index.ts'
import { lastCustomerOf } from './queries.ts'
import type { ContactRow } from './rules.ts'

type Place = { address?: string | null; area?: string | null }
/** Gives those that cover any of these places. */
export type NoticesInForce = (...places: Place[]) => Promise<Notice[]>
/** What is open in a case, by the thing that people open for it, with the members of staff who work on it. */
export type WorkInCase = { root: Subject; persons: string[] }[]
/** What a contact needs of its own floor and of higher ones: notices in force, and who works in a case. Whoever stands above connects it. */
export type ContactPorts = {
  noticesInForce(ctx: Ctx, siteId: number): Promise<NoticesInForce>
  workInCase(ctx: Ctx, siteId: number, caseId: string): Promise<WorkInCase>
}

/** `known`: the customer of this contact so far; `madeHere`: when this contact wrote him down. `caseId`: the open case that it comes into. */
type Caller = {
  customerId?: string | undefined
  customer?: CustomerDraft | undefined
  phone?: string | undefined
  known?: string | null
  madeHere?: boolean
  caseId?: string | undefined
}

/** Who it is: named, written down just now, recognised by the number, or whoever called in this case before. */
export async function findCaller(ctx: Ctx, siteId: number, caller: Caller): Promise<CustomerRow | null> {
  if (caller.customerId) {
    if (caller.customerId === caller.known)
      return (await customersById(ctx, siteId, [caller.customerId])).get(caller.customerId) ?? null
    return await mustReachCustomer(ctx, 'contacts:receive', siteId, caller.customerId)
  }
  const draft = caller.customer
  const phone = draft?.phone ?? (draft?.phoneDeclined ? undefined : caller.phone)
  if (draft?.name || draft?.phone)
    return await ensureCustomer(
      ctx,
      siteId,
      { ...draft, ...(phone ? { phone } : {}) },
      caller.madeHere ? (caller.known ?? null) : null,
    )
  const known =
    caller.known ?? (caller.phone || caller.caseId === undefined ? null : await lastCustomerOf(ctx, siteId, caller.caseId))
  if (known) return (await customersById(ctx, siteId, [known])).get(known) ?? null
  return phone ? await findCustomerByPhone(ctx, siteId, phone) : null
}

export const chosenPremises = (ctx: Ctx, siteId: number, id: string): Promise<PremisesRow> =>
  mustReachPremises(ctx, 'contacts:receive', siteId, id)

/** The premises after a contact was written down. */
export async function findPremises(
  ctx: Ctx,
  siteId: number,
  body: { premisesId?: string | undefined; address?: string | undefined },
  row: ContactRow,
  customer: CustomerRow | null,
): Promise<PremisesRow | null> {
  const before = (await premisesById(ctx, siteId, [row.premises_id])).get(row.premises_id ?? '') ?? null
  const same = body.premisesId === row.premises_id
  const chosen = body.premisesId ? (same ? before : await chosenPremises(ctx, siteId, body.premisesId)) : null
  const premises = chosen === null ? before : null
  return premisesAfter(body, { premises, address: row.address }, customer, chosen)
}

type Where = { address: string | null; premises: PremisesRow | null; customer: CustomerRow | null }
/** Notices for where it is about; while nobody said where, every address of the customer counts. */
export function noticesFor(inForce: NoticesInForce, { address, premises, customer }: Where): Promise<Notice[]> {
  const named = [...(address === null ? [] : [{ address }]), ...(premises ? [premises] : [])]
  return inForce(...(named.length > 0 ? named : (customer?.premises ?? [])))
}
