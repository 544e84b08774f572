/** What was written down wrongly is put right where it stands: the old words stay beside the new ones in the event. */
import { customerFacts, faultFacts, mergeFault } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { isSamePhone } from '@sansheng/contract/phone.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { tickets as contract } from '@sansheng/contract/tickets.ts'
import { may } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { record } from '../../platform/events/index.ts'
import { correctPhone } from '../contacts/index.ts'
import { changeCustomer, customerState, customersById, ensureCustomer, wholeNumber } from '../customers/index.ts'
import { mustBeDepartment } from '../people/index.ts'
import type { DispatchPort } from './dispatch-port.ts'
import { redirected, releaseFrom } from './hand-over.ts'
import { searchedOrigin, type TicketRecord } from './queries.ts'
import { updateSearch } from './searched.ts'
import { type LockedTicket, lockTicket, refsOf, type Step, takeStep } from './step.ts'
import { faultTexts, searchedTexts } from './texts.ts'

type ChangeBody = BodyOf<typeof contract.change>

/** Only what differs is written and stands in the event; another department has to be told anew. */
export async function changeTicket(
  ctx: Ctx,
  siteId: number,
  id: string,
  body: ChangeBody,
  dispatch: DispatchPort,
): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:work', body)
  const { row, caseRow } = locked
  const { version: _, departmentId, fault, customerName, customerPhone, ...plain } = body
  const patch: Partial<TicketRecord> = { ...plain, ...(fault ? { fault: mergeFault(row.fault, fault) } : {}) }
  const another = departmentId !== undefined && departmentId !== row.department_id
  if (another) Object.assign(patch, redirected(await mustBeDepartment(ctx, siteId, departmentId)))
  const phone = customerPhone === undefined ? undefined : await wholeNumber(ctx, siteId, customerPhone)
  const caller = await correctCaller(ctx, row, { name: customerName, phone })
  if (caller) patch.customer_id = caller.customerId
  const after = { ...row, ...patch }
  const words = { ...changedWords(row, after), ...(fault ? faultTexts(patch.fault ?? {}) : {}), ...caller?.values }
  const differs = Object.keys(patch).some(
    key => JSON.stringify(patch[key as keyof TicketRecord]) !== JSON.stringify(row[key as keyof TicketRecord]),
  )
  if (!differs && !caller) return locked
  await takeStep(ctx, locked, {
    verb: another ? 'redirect' : 'change',
    type: 'ticket.changed',
    patch,
    values: words,
    ...(caller ? { facts: caller.facts, detail: { corrected: Object.keys(caller.values).join(',') } } : {}),
  })
  if (fault && JSON.stringify(row.fault) !== JSON.stringify(patch.fault)) {
    const subject = { kind: 'ticket' as const, id }
    await record(ctx, caseRow, {
      type: 'fault.recorded',
      subject,
      refs: refsOf(row),
      facts: { fault: faultFacts(patch.fault ?? null) },
    })
  }
  await releaseFrom(ctx, locked, row.department_id, dispatch)
  if (caller || JSON.stringify(searchedTexts(row)) !== JSON.stringify(searchedTexts(locked.row)))
    await updateSearch(ctx, siteId, id, { ...searchedTexts(locked.row), ...(await searchedOrigin(ctx, locked.row)) })
  return locked
}

/** New words under their name, those of before under `…Before`. */
function changedWords(before: TicketRecord, after: TicketRecord): Record<string, string | null> {
  const differing = (['title', 'description', 'address'] as const).filter(key => before[key] !== after[key])
  return Object.fromEntries(differing.flatMap(key => withBefore(key, before[key], after[key])))
}

const withBefore = (name: string, before: string | null, after: string | null): [string, string | null][] => [
  [name, after],
  ...(before === null ? [] : [[`${name}Before`, before] as [string, string]]),
]

type Corrected = { customerId: string; values: Record<string, string | null>; facts: NonNullable<Step['facts']> }
/** Name and number of the customer; of a ticket without one they make him known. Null when neither differs. */
async function correctCaller(
  ctx: Ctx,
  row: TicketRecord,
  said: { name: string | undefined; phone: string | undefined },
): Promise<Corrected | null> {
  if (said.name === undefined && said.phone === undefined) return null
  if (!may(ctx.actor, 'customers:write', row.site_id)) throw new Fault('forbidden', { needs: 'customers:write' })
  const before = (await customersById(ctx, row.site_id, [row.customer_id])).get(row.customer_id ?? '')
  const draft = { ...(said.name ? { name: said.name } : {}), ...(said.phone ? { phone: said.phone } : {}) }
  const [name, phone] = [said.name ?? before?.name ?? null, said.phone ?? before?.phone ?? null]
  const isSameLine = isSamePhone(phone, before?.phone ?? null)
  if (before && name === before.name && isSameLine) return null
  const after = before
    ? await changeCustomer(ctx, row.site_id, before.id, { ...draft, version: before.version })
    : await ensureCustomer(ctx, row.site_id, draft)
  if (!after) return null
  if (said.phone) await correctPhone(ctx, row.site_id, row.contact_id, said.phone)
  const values = Object.fromEntries([
    ...(name === (before?.name ?? null) ? [] : withBefore('customerName', before?.name ?? null, name)),
    ...(isSameLine ? [] : withBefore('customerPhone', before?.phone ?? null, phone)),
  ])
  // the ticket stays with the row that it was recorded for, whoever that was merged into
  return { customerId: before ? row.customer_id! : after.id, values, facts: { customer: customerFacts(customerState(after)) } }
}
