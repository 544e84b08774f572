/** Erases a customer: his words and numbers go from every table, what happened stays in the ledger, and an event of each case says so. */
import { eraseCallbacks } from './modules/callbacks/index.ts'
import { casesOfOthers, contactsOf, eraseContacts } from './modules/contacts/index.ts'
import { eraseCustomers, erased, lockToErase } from './modules/customers/index.ts'
import { eraseForms } from './modules/dispatch/index.ts'
import { eraseNotifications } from './modules/notifications/index.ts'
import { eraseTickets, ticketsOf } from './modules/tickets/index.ts'
import type { Ctx } from './platform/ctx.ts'
import { eraseWords } from './platform/events/erase.ts'
import { lockCase, lockOrOpenCase } from './platform/events/index.ts'
import { forgetReplies } from './platform/idempotency.ts'

const erasedTitle = '（已删除）'

/** In one transaction, with whoever was merged with him. Gives how many cases and words it concerned. */
export async function erasePerson(
  ctx: Ctx,
  siteId: number,
  customer: string,
  reason: string,
): Promise<{ cases: number; words: number }> {
  const { ids, lines } = await lockToErase(ctx, siteId, customer)
  const contacts = await contactsOf(ctx, siteId, ids, lines)
  const contactIds = contacts.map(({ id }) => id)
  const tickets = await ticketsOf(ctx, siteId, ids, contactIds)
  const ticketIds = tickets.map(({ id }) => id)
  // in the order of their ids, as everybody who holds several cases does
  const caseIds = [...new Set([...contacts, ...tickets].map(({ caseId }) => caseId))].sort()
  const cases = []
  for (const id of caseIds) cases.push(await lockCase(ctx, siteId, id))
  await eraseContacts(ctx, siteId, ids, contactIds)
  await eraseTickets(ctx, siteId, ticketIds, erasedTitle)
  await eraseForms(ctx, siteId, ticketIds)
  await eraseCallbacks(ctx, siteId, ticketIds)
  await eraseNotifications(ctx, siteId, caseIds)
  await forgetReplies(ctx, [...ids, ...contactIds, ...ticketIds])
  await eraseCustomers(ctx, siteId, ids)
  const shared = await casesOfOthers(ctx, siteId, caseIds, contactIds)
  let words = 0
  for (const caseRow of cases)
    words += await eraseWords(
      ctx,
      caseRow,
      { contacts: contactIds, tickets: ticketIds, customers: ids, all: !shared.has(caseRow.id) },
      erased(customer, reason),
    )
  // what was done with his record outside of a case, and that he was erased, stands in his own account and in those of whoever was merged with him
  for (const id of [...ids].sort()) {
    const account = await lockOrOpenCase(ctx, siteId, 'account', id)
    words += await eraseWords(ctx, account, { contacts: [], tickets: [], customers: ids, all: true }, erased(id, reason))
  }
  return { cases: cases.length, words }
}
