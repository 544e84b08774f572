import type { Contact, contacts as contract } from '@sansheng/contract/contacts.ts'
import { maskPhone, phoneLine } from '@sansheng/contract/phone.ts'
import type { Permission, QueryOf } from '@sansheng/contract/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { may, reach } from '../../platform/access.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { lockCase } from '../../platform/events/index.ts'
import { Again } from '../../platform/idempotency.ts'
import { readCursor } from '../../platform/page.ts'
import { principalId } from '../../platform/principal.ts'
import { queryWords } from '../../platform/search-tokens.ts'
import {
  caseWithinReach,
  customersById,
  customersWith,
  customerView,
  idsOfSame,
  mayFindByParts,
  wholeNumber,
} from '../customers/index.ts'
import { actorAs } from '../people/index.ts'
import type { ContactRow } from './rules.ts'

type Shown = ContactRow & { receiver: Contact['receiver']; premises: Contact['premises'] }

/** Contacts with receiver and premises, newest first; whom the actor may not see is not there. */
async function contactsWhere(ctx: Ctx, siteId: number, where: RawBuilder<unknown>, limit: number): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select k.id, k.case_id, k.channel, k.about, k.outcome, k.received_at, k.received_by, k.closed_at, k.customer_id, k.name_disclosure, k.phone_disclosure,
      k.phone, k.premises_id, k.address, k.summary, k.notice_id, k.notice_given, k.joined_case_id, k.end_reason,
      ${actorAs('k.received_by')} as receiver,
      case when p.id is not null
        then jsonb_build_object('id', p.id, 'code', p.code, 'address', p.address, 'area', p.area, 'use', p.use) end as premises
    from contacts k left join premises p on p.site_id = k.site_id and p.id = k.premises_id
    where k.site_id = ${siteId} and ${where} order by k.received_at desc, k.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** One contact; null when there is none. Asks for no permission: the caller does. */
export async function contactById(ctx: Ctx, siteId: number, id: string): Promise<ContactRow | null> {
  return (await contactsWhere(ctx, siteId, sql`k.id = ${id}`, 1))[0] ?? null
}

/** Who called last in a case, when he was known: a contact that joins it and says nothing else comes from him. */
export async function lastCustomerOf(ctx: Ctx, siteId: number, caseId: string): Promise<string | null> {
  const { rows } = await sql<{ customer_id: string }>`select customer_id from contacts
    where site_id = ${siteId} and case_id = ${caseId} and customer_id is not null order by received_at desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.customer_id ?? null
}

/** Whether the customer of a contact was written down in it, has come with no other since, and was merged with nobody. */
export async function hasMadeCustomer(ctx: Ctx, siteId: number, row: ContactRow): Promise<boolean> {
  if (row.customer_id === null) return false
  const { rows } = await sql`select from customers c where c.site_id = ${siteId} and c.id = ${row.customer_id}
    and c.created_at >= ${iso(row.received_at)}::timestamptz and c.created_by in (${row.received_by}, ${principalId(ctx.actor)})
    and not exists (select from customers g where g.site_id = c.site_id and g.survivor_id = c.survivor_id and g.id <> c.id)
    and not exists (select from contacts k where k.site_id = c.site_id and k.customer_id = c.id and k.id <> ${row.id})`.execute(
    ctx.db,
  )
  return rows.length > 0
}

/** Whether the customer of a contact, under just this name, is known without a number: the one that he gives now is his. */
export async function lacksNumber(ctx: Ctx, siteId: number, row: ContactRow, name: string | undefined): Promise<boolean> {
  if (row.customer_id === null || name === undefined) return false
  const { rows } = await sql`select from customers c where c.site_id = ${siteId} and c.id = ${row.customer_id}
    and c.phone is null and c.name = ${name.trim()}`.execute(ctx.db)
  return rows.length > 0
}

/** Contacts as the API shows them, in the order asked for; the actor sees those within his reach. */
export async function contactViews(ctx: Ctx, siteId: number, ids: readonly string[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  const mine = sql`k.id = any(${[...ids]}::uuid[]) and ${visible(ctx, siteId)}`
  const views = new Map((await present(ctx, siteId, await contactsWhere(ctx, siteId, mine, ids.length))).map(c => [c.id, c]))
  return ids.flatMap(id => views.get(id) ?? [])
}

type ContactQuery = QueryOf<typeof contract.list>

/** Newest first, one more than asked for. */
export async function listContacts(
  ctx: Ctx,
  siteId: number,
  { q, open, withoutTicket, customerId, caseId, limit = 50, after }: ContactQuery,
): Promise<Contact[]> {
  const conditions: RawBuilder<unknown>[] = [visible(ctx, siteId)]
  if (open !== undefined) conditions.push(open ? sql`k.closed_at is null` : sql`k.closed_at is not null`)
  if (q !== undefined) conditions.push(...found(ctx, siteId, q, await wholeNumber(ctx, siteId, q)))
  if (withoutTicket) conditions.push(sql`k.outcome is distinct from 'registered'`)
  if (customerId) conditions.push(sql`k.customer_id in (${idsOfSame(siteId, sql`${customerId}::uuid`)})`)
  if (caseId) conditions.push(sql`(k.case_id = ${caseId} or k.joined_case_id = ${caseId})`)
  if (after) {
    const [at, id] = readCursor(after, ['time', 'id'])
    conditions.push(sql`(k.received_at, k.id) < (${iso(at)}::timestamptz, ${id}::uuid)`)
  }
  return await present(ctx, siteId, await contactsWhere(ctx, siteId, sql.join(conditions, sql` and `), limit + 1))
}

/**
 * All words lie in summary or address, in the name of the caller, or in the number; a whole number however it is written. The table is read
 * along its newest rows, without words of its own: a contact without ticket is looked for in the days after it.
 */
function found(ctx: Ctx, siteId: number, q: string, number: string): RawBuilder<unknown>[] {
  const words = queryWords(q)
  if (words.length === 0) return [sql`false`]
  const parts = mayFindByParts(ctx.actor, siteId)
  const names = reach(ctx.actor, 'customers:read', siteId) === 'site'
  const digits = sql`regexp_replace(normalize(k.phone, nfkc), '[^0-9]', '', 'g')`
  const all = words.map(word => {
    const byName = names ? sql` or k.customer_id in (${customersWith(siteId, word, parts)})` : sql``
    const byDigits = parts && /^\d{4,15}$/.test(word) ? sql` or strpos(${digits}, ${word}) > 0` : sql``
    return sql`(strpos(lower(replace(normalize(concat_ws(E'\n', k.summary, k.address), nfkc), ' ', '')), ${word}) > 0${byName}${byDigits})`
  })
  const line = phoneLine(number)
  // the whole line and no part of it, or masking would be a game of guessing
  const isWhole = `^(00)?(86)?0?${line?.replace(/^[0+]/, '')}$`
  const whole = line !== null && line.length >= 5 ? sql` or ${digits} ~ ${isWhole}` : sql``
  return [sql`((${sql.join(all, sql` and `)})${whole})`]
}

/** The case that is named by it, or by a contact, which may have joined one; null when there is none that the actor may see. */
export async function namedCase(
  ctx: Ctx,
  siteId: number,
  { caseId, contactId }: { caseId?: string | undefined; contactId?: string | undefined },
  permission: Permission = 'contacts:read',
): Promise<string | null> {
  const named = caseId ? sql`k.case_id = ${caseId}` : sql`k.id = ${contactId ?? null}`
  const matter = caseId
    ? sql`k.case_id`
    : sql`case k.outcome when 'joined' then coalesce(k.joined_case_id, k.case_id) else k.case_id end`
  const { rows } = await sql<{ id: string }>`select ${matter} as id from contacts k
    where k.site_id = ${siteId} and ${named} and ${visible(ctx, siteId, permission)} limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}

/** A case, and those that its contact turned out to belong to, one after the other. */
export type Chain = { cases: string[]; matter: string }
export async function chainOf(ctx: Ctx, siteId: number, caseId: string): Promise<Chain> {
  const { rows } = await sql<{ id: string; hasTicket: boolean }>`
    with recursive chain as (
      select ${caseId}::uuid as id, 0 as n
      union all
      select k.joined_case_id, chain.n + 1 from chain join contacts k on k.site_id = ${siteId} and k.case_id = chain.id
        and k.outcome = 'joined' and k.joined_case_id is not null
      where chain.n < ${longestChain})
    select id, exists (select from contacts r where r.site_id = ${siteId} and r.case_id = chain.id and r.outcome = 'registered') as "hasTicket"
    from chain order by n`.execute(ctx.db)
  const matter = rows.find(row => row.hasTicket) ?? rows.at(-1)!
  return { cases: rows.map(row => row.id), matter: matter.id }
}
const longestChain = 100

/** Takes a case with all that it was joined to, and `more`, in the order of their ids, and gives the matter in which they end. */
export async function lockMatter(ctx: Ctx, siteId: number, caseId: string, more: readonly string[] = []): Promise<Chain> {
  const chain = await chainOf(ctx, siteId, caseId)
  for (const id of [...new Set([...chain.cases, ...more])].sort()) await lockCase(ctx, siteId, id)
  // read again: somebody may have joined one of them while we waited; then other cases have to be taken, in their order
  const now = await chainOf(ctx, siteId, caseId)
  if (now.cases.join() !== chain.cases.join() || now.matter !== chain.matter) throw Again()
  return now
}

/** Of the contacts `k`: whose it is, and who may see its case or the matter that it joined. */
export function visible(ctx: Ctx, siteId: number, permission: Permission = 'contacts:read'): RawBuilder<boolean> {
  return sql<boolean>`(k.received_by = ${principalId(ctx.actor)} or ${caseWithinReach(ctx.actor, permission, siteId, 'k.case_id')}
    or ${caseWithinReach(ctx.actor, permission, siteId, 'k.joined_case_id')})`
}

async function present(ctx: Ctx, siteId: number, rows: readonly Shown[]): Promise<Contact[]> {
  // a program that may receive contacts need not be one that may look at customers
  const shown = may(ctx.actor, 'customers:read', siteId)
  const customers = await customersById(ctx, siteId, shown ? rows.map(row => row.customer_id) : [])
  return rows.map(row => {
    const customer = customers.get(row.customer_id ?? '')
    return {
      id: row.id,
      caseId: row.case_id,
      channel: row.channel,
      about: row.about,
      outcome: row.outcome,
      receivedAt: iso(row.received_at),
      closedAt: isoOrNull(row.closed_at),
      receiver: row.receiver,
      customer: customer ? customerView(customer) : null,
      premises: shown ? row.premises : null,
      address: row.address ?? (shown ? (row.premises?.address ?? null) : null),
      phoneMasked: row.phone === null ? null : maskPhone(row.phone),
      nameDisclosure: row.name_disclosure,
      phoneDisclosure: row.phone_disclosure,
      summary: row.summary,
      noticeId: row.notice_id,
      noticeGiven: row.notice_given,
      joinedCaseId: row.joined_case_id,
      endReason: row.end_reason,
    }
  })
}
