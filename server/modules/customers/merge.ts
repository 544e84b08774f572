/** Two records turn out to be one customer. A person says so and why; both stay as they were recorded, and it can be taken back. */
import type { customers as contract, MergedCustomer } from '@sansheng/contract/customers.ts'
import type { ActorRef } from '@sansheng/contract/people.ts'
import { maskPhone } from '@sansheng/contract/phone.ts'
import type { BodyOf, ReplyOf } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import { Again } from '../../platform/idempotency.ts'
import { actorAs } from '../people/index.ts'
import { mustReachCustomer, similarTo } from './queries.ts'
import type { CustomerRow } from './rules.ts'
import { mergeInto, separate } from './store.ts'
import { customerView } from './views.ts'

/**
 * `id` is shown under `into` from now on. Who was merged before stands for the one who stays, so that nobody is merged into whom he leads to.
 * Records `customer.merged` in the accounts of both.
 */
export async function mergeCustomers(
  ctx: Ctx,
  siteId: number,
  id: string,
  { into, reason }: BodyOf<typeof contract.merge>,
): Promise<CustomerRow> {
  const before = [await reached(ctx, siteId, id), await reached(ctx, siteId, into)]
  // whoever merges or separates customers holds the accounts of those that stay, in the order of their ids
  const accounts = await lockAccounts(ctx, siteId, before)
  const [gone, stays] = [await reached(ctx, siteId, id), await reached(ctx, siteId, into)]
  if (gone.id !== before[0]!.id || stays.id !== before[1]!.id) throw Again()
  // a second click finds it done
  if (gone.id === stays.id) return stays
  await mergeInto(ctx, siteId, gone.id, stays.id)
  await recordFor(ctx, accounts, { type: 'customer.merged', customer: gone.id, into: stays.id, reason })
  return await reached(ctx, siteId, stays.id)
}

/** He stands for himself again; what was recorded for the other one in the meantime stays with that one. */
export async function separateCustomer(
  ctx: Ctx,
  siteId: number,
  id: string,
  { reason }: BodyOf<typeof contract.separate>,
): Promise<CustomerRow> {
  const survivor = await reached(ctx, siteId, id)
  const into = await mergedInto(ctx, siteId, id)
  if (into === null) return survivor
  const accounts = await lockAccounts(ctx, siteId, [{ id }, { id: into }, survivor])
  if ((await reached(ctx, siteId, id)).id !== survivor.id || (await mergedInto(ctx, siteId, id)) !== into) throw Again()
  await separate(ctx, siteId, id)
  await recordFor(ctx, accounts, { type: 'customer.separated', customer: id, into, reason })
  return await reached(ctx, siteId, id)
}

/** Who may be the same one, and who was merged into him: by whom, when and why. */
export async function sameCustomers(ctx: Ctx, siteId: number, id: string): Promise<ReplyOf<typeof contract.same>> {
  const row = await reached(ctx, siteId, id)
  const likely = await similarTo(ctx, siteId, row)
  return { likely: likely.map(customerView), merged: await listMerged(ctx, siteId, row) }
}

const reached = (ctx: Ctx, siteId: number, id: string) => mustReachCustomer(ctx, 'customers:merge', siteId, id)

type Accounts = Map<string, Awaited<ReturnType<typeof lockOrOpenCase>>>
async function lockAccounts(ctx: Ctx, siteId: number, customers: readonly { id: string }[]): Promise<Accounts> {
  const accounts: Accounts = new Map()
  for (const id of [...new Set(customers.map(one => one.id))].sort())
    accounts.set(id, await lockOrOpenCase(ctx, siteId, 'account', id))
  return accounts
}

type Said = { type: 'customer.merged' | 'customer.separated'; customer: string; into: string; reason: string }
/** The same event in both accounts, so that either tells what happened. */
async function recordFor(ctx: Ctx, accounts: Accounts, { type, customer, into, reason }: Said): Promise<void> {
  for (const id of [customer, into]) {
    const account = accounts.get(id)!
    await record(ctx, account, {
      type,
      subject: { kind: 'case', id },
      facts: {},
      detail: { customer, into },
      values: { reason },
    })
  }
}

async function mergedInto(ctx: Ctx, siteId: number, id: string): Promise<string | null> {
  const { rows } = await sql<{ into: string | null }>`select merged_into as into from customers
    where site_id = ${siteId} and id = ${id}`.execute(ctx.db)
  return rows[0]?.into ?? null
}

type Merge = { customer: string; at: number; by: ActorRef | null; reason: string | null }
async function listMerged(ctx: Ctx, siteId: number, { merged }: CustomerRow): Promise<MergedCustomer[]> {
  const { rows } = await sql<Merge>`
    select distinct on (e.case_id) e.case_id as customer, e.at, ${actorAs('e.actor_id')} as by, (
      select v.value from event_values v where v.site_id = e.site_id and v.case_id = e.case_id and v.seq = e.seq and v.name = 'reason') as reason
    from events e where e.site_id = ${siteId} and e.case_id = any(${merged.map(one => one.id)}::uuid[]) and e.type = 'customer.merged'
      and e.detail ->> 'customer' = e.case_id::text
    order by e.case_id, e.seq desc`.execute(ctx.db)
  const merges = new Map(rows.map(row => [row.customer, row]))
  return merged.flatMap(({ id, name, phone }) => {
    const merge = merges.get(id)
    if (!merge) return []
    const { at, by, reason } = merge
    return [{ id, name, phoneMasked: phone === null ? null : maskPhone(phone), at: iso(at), by, reason }]
  })
}
