import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { forgetStream } from './housekeeping.ts'
import { world } from './testing/world.ts'

// at the top, so that its database is dropped when the file ends
const w = await world()

test('of the stream what is old and sealed is forgotten, from its beginning on', async () => {
  const { kysely: db } = w.database
  const left = async () =>
    (await sql<{ position: number }>`select position from stream where type = 'test' order by position`.execute(db)).rows.map(
      row => row.position,
    )
  const at = ['08:00', '09:00', '10:00', '11:00', '12:00'].map(time => `2026-11-20T${time}:00Z`)
  const first = 1_000_001
  for (const [n, moved] of at.entries())
    await sql`insert into stream (position, site_id, type, refs, owners, moved_at) values (${first + n}, 1, 'test', '{}', '[]', ${moved})`.execute(
      db,
    )
  await forgetStream({ db }, at[2]!)
  expect(await left()).toHaveLength(5)
  await sql`insert into seals (number, sealed_at, from_position, to_position, cases, events, root, prev, public_key, signature)
    select 1000, ${at[4]}, 0, ${first + 1}, 0, 0, '', '', '', ''`.execute(db)
  await forgetStream({ db }, at[2]!)
  expect(await left()).toEqual([first + 2, first + 3, first + 4])
  await sql`insert into seals (number, sealed_at, from_position, to_position, cases, events, root, prev, public_key, signature)
    select 1001, ${at[4]}, 0, ${first + 9}, 0, 0, '', '', '', ''`.execute(db)
  await forgetStream({ db }, at[2]!)
  expect(await left()).toEqual([first + 3, first + 4])
  await forgetStream({ db }, '2026-11-21T00:00:00Z')
  expect(await left()).toEqual([])
})
