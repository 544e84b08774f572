import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { appRole, ownsTables } from './app-role.ts'
import { world } from './testing/world.ts'

const w = await world()
const { owner, kysely: app, pool } = w.database

test('the system owns nothing: no table, no schema, no function, no role', async () => {
  const { rows } = await sql<{ what: string }>`
    select relname::text as what from pg_class where relowner = (select oid from pg_roles where rolname = current_user)
    union all select proname from pg_proc where proowner = (select oid from pg_roles where rolname = current_user)
    union all select nspname from pg_namespace where nspowner = (select oid from pg_roles where rolname = current_user)
    union all select rolname from pg_roles where rolname = current_user and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)
    union all select 'member of ' || roleid::regrole from pg_auth_members where member = (select oid from pg_roles where rolname = current_user)`.execute(
    app,
  )
  expect(rows).toEqual([])
  expect(await ownsTables(text => pool.query(text))).toBe(false)
})

test.each([
  'update events set type = type',
  'delete from events',
  'truncate events cascade',
  'alter table events disable trigger events_only_grow',
  'set session_replication_role = replica',
  'delete from event_values',
  'update event_values set seq = seq',
  'update seals set root = root',
  'delete from sealed_cases',
  'update seal_keys set public_key = public_key',
  `update standard_versions set source = ''`,
  'delete from calendars',
  `insert into migrations (number, name, checksum) values (9999, 'x', 'x')`,
  'drop table sealed_cases',
  'create table sansheng.mine (id int)',
  'create function sansheng.mine() returns int language sql as $$ select 1 $$',
  `copy (select 1) to program 'true'`,
])('as the system, %s is refused', async statement => {
  await expect(sql.raw(statement).execute(app)).rejects.toThrow(/permission denied|must be owner/)
})

test('every table is there for the system to read and to add to', async () => {
  const { rows } = await sql<{ name: string; read: boolean; add: boolean }>`
    select c.relname::text as name, has_table_privilege(${appRole}, c.oid, 'select') as read, has_table_privilege(${appRole}, c.oid, 'insert') as add
    from pg_class c where c.relnamespace = 'sansheng'::regnamespace and c.relkind in ('r', 'p')`.execute(owner)
  expect(rows.length).toBeGreaterThan(40)
  expect(rows.filter(({ read, add, name }) => !read || (!add && name !== 'migrations'))).toEqual([])
})

test('whoever is the owner is told so', async () => {
  expect(await ownsTables(text => sql.raw<{ owns: boolean }>(text).execute(owner))).toBe(true)
})
