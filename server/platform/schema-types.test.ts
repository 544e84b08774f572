import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeSchema } from './schema-types.ts'
import { testDatabase } from './testing/database.ts'

const db = await testDatabase()

test('schema.gen.ts is what the migrations make; after a change run "npx tsx scripts/schema.ts"', async () => {
  const written = readFileSync(new URL('../schema.gen.ts', import.meta.url), 'utf8')
  expect(written).toBe(await writeSchema(db.pool))
})

test('each column gets the type in which its values arrive and may be sent', async () => {
  await db.pool.query(`
    create schema shapes;
    create type shapes.colour as enum ('red', 'blue');
    create domain shapes.cents as bigint not null;
    create table shapes.water_bills (
      id uuid primary key, serial int generated always as identity, amount shapes.cents, paid_at timestamptz, due_on date not null,
      marks text[] not null default '{}', detail jsonb not null, hue shapes.colour, made_at timestamptz not null default now());
    comment on table shapes.water_bills is 'What is owed';
    comment on column shapes.water_bills.amount is 'in cents';
    create table shapes.parted (at timestamptz not null) partition by range (at);
    create table shapes.parted_2026 partition of shapes.parted for values from ('2026-01-01') to ('2027-01-01');`)
  expect((await writeSchema(db.pool, 'shapes')).split('\n').slice(1)).toEqual([
    `import type { Generated, GeneratedAlways, Json, Timestamp } from './platform/column-types.ts'`,
    '',
    'export type Parted = {',
    '  at: Timestamp',
    '}',
    '',
    '/** What is owed */',
    'export type WaterBills = {',
    '  id: string',
    '  serial: GeneratedAlways<number>',
    '  /** in cents */',
    '  amount: number',
    '  paid_at: Timestamp | null',
    '  due_on: string',
    '  marks: Generated<string[]>',
    '  detail: Json',
    `  hue: 'red' | 'blue' | null`,
    '  made_at: Generated<Timestamp>',
    '}',
    '',
    'export type DB = {',
    '  parted: Parted',
    '  water_bills: WaterBills',
    '}',
    '',
  ])
})
