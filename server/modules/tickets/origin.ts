import { Fault } from '@sansheng/contract/fault.ts'
import type { TicketDraft } from '@sansheng/contract/tickets.ts'
import { may, mustReach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, lockCase } from '../../platform/events/index.ts'
import { type ContactRow, contactById, joinedRefs, receiveContact } from '../contacts/index.ts'
import { type CustomerRow, customersById, type PremisesRow, premisesById } from '../customers/index.ts'
import { noticesInForce } from '../notices/index.ts'

/** The contact that it grows from, in a case that this transaction holds. */
export async function takeOrigin(ctx: Ctx, siteId: number, draft: TicketDraft): Promise<{ caseRow: Case; origin: Origin }> {
  if ((draft.contactId === undefined) === (draft.contact === undefined)) {
    const message = `either|${JSON.stringify({ names: ['contactId', 'contact'] })}`
    throw new Fault('invalid', {}, { fields: [{ path: '/contactId', message }] })
  }
  if (draft.contact) {
    if (!may(ctx.actor, 'contacts:receive', siteId)) throw new Fault('forbidden', { needs: 'contacts:receive' })
    const { caseRow, contact, customer, premises } = await receiveContact(
      ctx,
      siteId,
      draft.contact,
      { noticesInForce },
      {
        noticeGiven: draft.noticeGiven ?? false,
      },
    )
    return { caseRow, origin: originOf(contact, customer, premises) }
  }
  const before = await contactById(ctx, siteId, draft.contactId!)
  if (!before) throw new Fault('not_found')
  const caseRow = await lockCase(ctx, siteId, before.case_id)
  // read again: somebody may have ended it while we waited for the case
  const contact = (await contactById(ctx, siteId, before.id)) ?? before
  mustReach(ctx.actor, 'tickets:register', siteId, { persons: [contact.received_by], departmentId: null })
  caseRow.refs = { ...caseRow.refs, contact: contact.id, ...joinedRefs(contact) }
  const { customer_id: customerId, premises_id: premisesId } = contact
  const customer = (await customersById(ctx, siteId, [customerId])).get(customerId ?? '') ?? null
  const own = customer?.premises.find(p => p.id === premisesId)
  const premises = own ?? (await premisesById(ctx, siteId, [premisesId])).get(premisesId ?? '') ?? null
  return { caseRow, origin: originOf(contact, customer, premises) }
}

/** What a ticket takes over from its contact. */
export type Origin = {
  contact: ContactRow
  customer: CustomerRow | null
  phone: string | null
  address: string | null
  /** Of its premises: the number of the account. */
  code: string | null
}
const originOf = (contact: ContactRow, customer: CustomerRow | null, premises: PremisesRow | null): Origin => ({
  contact,
  code: premises?.code ?? null,
  customer,
  phone: contact.phone ?? customer?.phone ?? null,
  address: contact.address ?? premises?.address ?? null,
})
