/** Telephone numbers that somebody looked up: counted, recorded, and shown to whoever audits. */
import type { customers as contract, LookUp } from '@sansheng/contract/customers.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { ActorRef } from '@sansheng/contract/people.ts'
import { maskPhone, readPhone } from '@sansheng/contract/phone.ts'
import type { QueryOf, ReplyOf } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import type { Write } from '../../platform/http.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import { principalId } from '../../platform/principal.ts'
import { actorAs } from '../people/index.ts'
import { wholeNumber } from './area-code.ts'
import { eventsSince, knownUnder } from './queries.ts'
import type { CustomerRow } from './rules.ts'

/** How many numbers one person may look up in an hour: more than anybody takes calls, too few to try out a list. */
export const lookUpsAnHour = 120
const hour = 60 * 60_000

/** Words that are searched for and are a whole number are looked up: counted and recorded like any other, whatever is searched. */
export async function lookUpSearched(ctx: Ctx, write: Write, siteId: number, q: string | undefined): Promise<void> {
  if (q !== undefined && readPhone(await wholeNumber(ctx, siteId, q))?.complete)
    await write(writing => lookUpPhone(writing, siteId, q))
}

/** Who is known under a number. That it was asked is recorded in the account of whoever asked, found or not. */
export async function lookUpPhone(ctx: Ctx, siteId: number, said: string): Promise<CustomerRow[]> {
  const phone = await wholeNumber(ctx, siteId, said)
  const me = principalId(ctx.actor)!
  const caseRow = await lockOrOpenCase(ctx, siteId, 'account', me)
  const count = await eventsSince(ctx, siteId, 'customer.looked_up', ctx.now() - hour)
  if (count >= lookUpsAnHour) throw new Fault('lookups.many', { count, seconds: hour / 1000 })
  const found = await knownUnder(ctx, siteId, phone)
  await record(ctx, caseRow, {
    type: 'customer.looked_up',
    subject: { kind: 'case', id: caseRow.id },
    facts: {},
    detail: { found: found.length },
    values: { number: maskPhone(phone) },
  })
  return found
}

type Row = {
  at: number
  case_id: string
  seq: number
  type: string
  by: ActorRef | null
  number: string | null
  reason: string | null
  found: number | null
  phone: string | null
}

/** Newest first: look-ups, and whole numbers that were shown. */
export async function listLookUps(
  ctx: Ctx,
  siteId: number,
  { after, limit = 50 }: QueryOf<typeof contract.listLookUps>,
): Promise<ReplyOf<typeof contract.listLookUps>> {
  const mark = after ? readCursor(after, ['time', 'id', 'time']) : null
  const value = (name: string) => sql`(select v.value from event_values v where v.site_id = e.site_id and v.case_id = e.case_id
    and v.seq = e.seq and v.name = ${name})`
  const { rows } = await sql<Row>`
    select e.at, e.case_id, e.seq, e.type, ${actorAs('e.actor_id')} as by, ${value('number')} as number, ${value('reason')} as reason,
      (e.detail->>'found')::int as found, c.phone
    from events e left join customers c on c.site_id = e.site_id and c.id = (e.detail->>'customer')::uuid
    where e.site_id = ${siteId} and e.type in ('customer.looked_up', 'customer.revealed')
      ${mark ? sql`and (e.at, e.case_id, e.seq) < (${iso(mark[0])}::timestamptz, ${mark[1]}::uuid, ${mark[2]})` : sql``}
    order by e.at desc, e.case_id desc, e.seq desc limit ${limit + 1}`.execute(ctx.db)
  const page = pageOfRows(rows, limit, row => [row.at, row.case_id, row.seq])
  return { items: page.items.map(view), next: page.next, total: null }
}

const view = (row: Row): LookUp => ({
  at: iso(row.at),
  what: row.type === 'customer.looked_up' ? 'lookUp' : 'reveal',
  by: row.by,
  number: row.number ?? (row.phone === null ? null : maskPhone(row.phone)),
  found: row.found,
  reason: row.reason,
})
