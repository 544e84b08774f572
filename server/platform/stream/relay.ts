/** Moves what committed from the outbox into one order without gaps. Any node may run it; the row of the head lets one at a time. */
import { type CompiledQuery, type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { iso } from '../ctx.ts'
import type { Subjects } from '../subjects.ts'

const batch = 1000

type Moved = { head: number; moved: number }

/** Moves up to a batch, one mover at a time so that two never wait for each other's rows; gives back the new head and how many moved. */
async function relayOnce(db: Kysely<DB>, subjects: Subjects, now: number): Promise<Moved> {
  const statement = statements.get(subjects) ?? moving(subjects).compile(db)
  statements.set(subjects, statement)
  const { rows } = await db.executeQuery<Moved>({ ...statement, parameters: [iso(now)] })
  return rows[0]!
}

/** The owners of every kind of subject make a long text, and it goes out many times a second. */
const statements = new WeakMap<Subjects, CompiledQuery<Moved>>()

/** Its only value is the instant. */
const moving = (subjects: Subjects) => sql<Moved>`
    with turn as materialized (select 1 from stream_head for update),
    moved as (delete from outbox where id in (select id from outbox, turn order by id limit ${sql.lit(batch)}) returning id, site_id, type, refs, persons, hash, former, subject_kind, subject_id, root_kind, root_id),
    head as (update stream_head set position = position + (select count(*) from moved) returning position),
    placed as (
      insert into stream (position, site_id, type, refs, persons, hash, owners, moved_at)
      select (select position from head) - (select count(*) from moved) + row_number() over (order by m.id), m.site_id, m.type, m.refs, m.persons, m.hash,
        jsonb_build_array(${subjects.ownersIn('m', { kind: 'subject_kind', id: 'subject_id' })}, ${subjects.ownersIn('m', { kind: 'root_kind', id: 'root_id' })})
          || case when m.former is null then '[]'::jsonb else jsonb_build_array(m.former) end,
        ${''}::timestamptz
      from moved m
      returning 1)
    select position as head, (select count(*) from placed)::int as moved,
      case when exists (select from moved) then pg_notify('stream', position::text) end from head`

/** Moves everything that waits. */
export async function relayAll(db: Kysely<DB>, subjects: Subjects, now: () => number): Promise<number> {
  for (let total = 0; ; ) {
    const { moved } = await relayOnce(db, subjects, now())
    total += moved
    if (moved < batch) return total
  }
}

/** How long a stream entry is kept for screens that were away; a screen that comes later reloads. */
export const retention = 24 * 60 * 60_000
