/** Wrong passwords, counted in a small table; how long the next try has to wait. */
import { Fault } from '@sansheng/contract/fault.ts'
import { type Kysely, sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { sha256 } from '../../platform/events/index.ts'
import type { DB } from '../../schema.gen.ts'
import { refusalPeriod, type TryLimit, tryLimits, tryRetention } from './sign-in-rules.ts'

type Tries = { db: Kysely<DB>; now(): number }
/** `owned`: it belongs to the account alone, and goes when its slate is wiped. */
type Counted = TryLimit & { key: string; owned: boolean }
/** Whose password is tried, and from where. `device`: the hash of the token of a device that the person is known on. */
export type TryOrigin = { account: string; address: string; device: string | null }

const keys = {
  account: (account: string) => sha256(`account:${account}`),
  address: (address: string) => sha256(`address:${network(address)}`),
  both: ({ account, address }: TryOrigin) => sha256(`both:${account}:${network(address)}`),
  device: ({ account, device }: TryOrigin) => sha256(`device:${account}:${device}`),
  burst: (account: string) => sha256(`burst:${account}`),
  session: (account: string) => sha256(`session:${account}`),
  provider: (address: string) => sha256(`provider:${network(address)}`),
  refusedAtProvider: (account: string) => sha256(`provider-account:${account}`),
  code: ({ account, device }: Pick<TryOrigin, 'account' | 'device'>) => sha256(`code:${account}:${device ?? ''}`),
}

/** One customer of a provider has a whole /64 of the sixth version, so its addresses count as one. */
function network(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (v4) return v4[1]!
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const zeros = address.includes('::') ? 8 - groups.length - after.length : 0
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
    .slice(0, 4)
    .map(g => Number.parseInt(g, 16).toString(16))
    .join(':')
}

function countedBy(origin: TryOrigin): Counted[] {
  if (origin.device !== null) return [{ key: keys.device(origin), owned: true, ...tryLimits.device }]
  return [
    { key: keys.both(origin), owned: true, ...tryLimits.both },
    { key: keys.account(origin.account), owned: true, ...tryLimits.account },
    { key: keys.address(origin.address), owned: false, ...tryLimits.address },
  ]
}

/**
 * Counts a try before its password is looked at, so that many at once are not more than many one after the other. Throws `signin.wait` when
 * it comes too early; such a try makes nobody wait longer.
 */
export async function countTry(tries: Tries, origin: TryOrigin): Promise<void> {
  await count(tries, countedBy(origin), origin.account)
  await addOne(tries, keys.burst(origin.account), origin.account)
}

async function addOne({ db, now }: Tries, key: string, account: string): Promise<void> {
  await db
    .insertInto('sign_in_tries')
    .values({ key_hash: key, account_hash: account, failed: 1, last_at: iso(now()) })
    .onConflict(c => c.column('key_hash').doUpdateSet(e => ({ failed: e('sign_in_tries.failed', '+', 1), last_at: iso(now()) })))
    .execute()
}

/** The same for the current password of whoever is signed in: others cannot make him wait, nor he them. */
export const countTryInSession = (tries: Tries, account: string): Promise<void> =>
  count(tries, [{ key: keys.session(account), owned: true, ...tryLimits.session }], account)

/** The same for codes of the second factor; throws `code.wait`. */
export const countCode = (tries: Tries, origin: Pick<TryOrigin, 'account' | 'device'>): Promise<void> =>
  count(tries, [{ key: keys.code(origin), owned: true, ...tryLimits.code }], origin.account, 'code.wait')

/** The same for answers of the provider. */
export const countAtProvider = (tries: Tries, address: string): Promise<void> =>
  count(tries, [{ key: keys.provider(address), owned: false, ...tryLimits.provider }], '')

export async function forgetAtProvider({ db }: Tries, address: string): Promise<void> {
  await db.deleteFrom('sign_in_tries').where('key_hash', '=', keys.provider(address)).execute()
}

/** Somebody whom the provider knows and who may not come in: counted, so that many of them are one event. */
export async function takeRefusalAtProvider(ctx: Tries, account: string): Promise<{ tries: number } | null> {
  const key = keys.refusedAtProvider(account)
  await addOne(ctx, key, account)
  return await takeToRecord(ctx, key)
}

async function count(
  { db, now }: Tries,
  counted: readonly Counted[],
  account: string,
  wait: 'signin.wait' | 'code.wait' = 'signin.wait',
): Promise<void> {
  const at = iso(now())
  const wanted = counted.map(c => c.key)
  await mustNotWait(db, wanted, now(), wait)
  const { rows } = await sql`
    insert into sign_in_tries as t (key_hash, account_hash, failed, last_at)
    select c.key, case when c.owned then ${account} end, 1, ${at}::timestamptz
    from unnest(${wanted}::text[], ${counted.map(c => c.owned)}::boolean[]) as c (key, owned) order by c.key
    on conflict (key_hash) do update set
      failed = case when t.last_at < ${iso(now() - tryRetention)} then 1 else t.failed + 1 end,
      next_at = (select ${at}::timestamptz + least(l.longest, l.first * power(2, least(20, t.failed + 1 - l.free))) * interval '1 millisecond'
        from unnest(${wanted}::text[], ${counted.map(c => c.free)}::int[], ${counted.map(c => c.first)}::float8[], ${counted.map(c => c.longest)}::float8[])
          as l (key, free, first, longest)
        where l.key = t.key_hash and t.failed + 1 >= l.free and t.last_at >= ${iso(now() - tryRetention)}),
      last_at = ${at}
    where t.next_at is null or t.next_at <= ${at}
    returning key_hash`.execute(db)
  // another try came in between
  if (rows.length < wanted.length) await mustNotWait(db, wanted, now(), wait)
}

async function mustNotWait(
  db: Kysely<DB>,
  wanted: readonly string[],
  now: number,
  wait: 'signin.wait' | 'code.wait',
): Promise<void> {
  const { rows } = await sql<{ next: number | null }>`
    select max(next_at) as next from sign_in_tries where key_hash = any(${wanted}::text[]) and next_at > ${iso(now)}`.execute(db)
  const next = rows[0]!.next
  if (next !== null) throw new Fault(wait, { seconds: Math.ceil((next - now) / 1000) })
}

/** After the right password. Gives how many were wrong before it; what others tried from this address stays counted. */
export async function forgetTries({ db }: Tries, origin: TryOrigin): Promise<number> {
  const { rows } = await sql<{ wrong: number }>`
    with gone as (
      delete from sign_in_tries where key_hash = any(${[...countedBy(origin).map(c => c.key), keys.burst(origin.account)]}::text[])
        and key_hash <> ${keys.address(origin.address)} returning key_hash, failed
    ), address as (
      update sign_in_tries t set failed = greatest(0, t.failed - g.failed), next_at = case when t.failed - g.failed >= ${tryLimits.address.free} then t.next_at end
      from gone g where g.key_hash = ${keys.both(origin)} and t.key_hash = ${keys.address(origin.address)}
    )
    select coalesce(max(failed), 1) - 1 as wrong from gone where key_hash = ${keys.burst(origin.account)}`.execute(db)
  return rows[0]!.wrong
}

export async function forgetTriesInSession({ db }: Tries, account: string): Promise<void> {
  await db.deleteFrom('sign_in_tries').where('key_hash', '=', keys.session(account)).execute()
}

/** After the right code. Gives how many were wrong before it. */
export async function forgetCodes({ db }: Tries, origin: Pick<TryOrigin, 'account' | 'device'>): Promise<number> {
  const gone = await db
    .deleteFrom('sign_in_tries')
    .where('key_hash', '=', keys.code(origin))
    .returning('failed')
    .executeTakeFirst()
  return (gone?.failed ?? 1) - 1
}

/** When somebody else answers for the person, for example an administrator who gives a new password. */
export async function forgetAllTries({ db }: Tries, account: string): Promise<void> {
  await db.deleteFrom('sign_in_tries').where('account_hash', '=', account).execute()
}

/** Whether the wrong tries at an account are to be recorded now: once in a period, however many there are. */
export const takeRefusalToRecord = (ctx: Pick<Ctx, 'db' | 'now'>, account: string): Promise<{ tries: number } | null> =>
  takeToRecord(ctx, keys.burst(account))
export const takeCodesToRecord = (
  ctx: Pick<Ctx, 'db' | 'now'>,
  origin: Pick<TryOrigin, 'account' | 'device'>,
): Promise<{ tries: number } | null> => takeToRecord(ctx, keys.code(origin))

async function takeToRecord({ db, now }: Pick<Ctx, 'db' | 'now'>, key: string): Promise<{ tries: number } | null> {
  const { rows } = await sql<{ tries: number }>`
    update sign_in_tries set recorded_at = ${iso(now())}
    where key_hash = ${key} and (recorded_at is null or recorded_at <= ${iso(now() - refusalPeriod)})
    returning failed as tries`.execute(db)
  return rows[0] ?? null
}

/** Until when the next try at these accounts has to wait, on the device where it has to wait longest. */
export async function delaysOf({ db, now }: Tries, accounts: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ hash: string; until: number }>`
    select account_hash as hash, max(next_at) as until from sign_in_tries
    where account_hash = any(${[...accounts]}::text[]) and next_at > ${iso(now())} group by account_hash`.execute(db)
  return new Map(rows.map(r => [r.hash, r.until]))
}

export async function purgeTries({ db, now }: Tries): Promise<void> {
  await sql`delete from sign_in_tries where last_at < ${iso(now() - tryRetention)}`.execute(db)
}
