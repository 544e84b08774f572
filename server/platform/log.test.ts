import { Writable } from 'node:stream'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { reportFaults } from './fault-reply.ts'
import { loggedError, messageOf, openLog } from './log.ts'
import { testDatabase } from './testing/database.ts'

const phone = '13977737391'
const database = await testDatabase()
await sql`create table lines (phone text unique, digits int check (digits < 5))`.execute(database.kysely)
await sql`insert into lines values (${phone}, 1)`.execute(database.kysely)

const refusals = {
  'a number that is there already': () => sql`insert into lines values (${phone}, 1)`,
  'a number that breaks a check': () => sql`insert into lines values ('another', ${Number(phone.slice(1, 9))})`,
  'a number that is read as something else': () => sql`select (${phone} || 'x')::uuid`,
  'a number in a function that fails': () =>
    sql`select jsonb_path_query(${JSON.stringify({ phone })}::jsonb, 'strict $.phone.double().keyvalue()')`,
}
const refused = (statement: ReturnType<(typeof refusals)['a number that is there already']>) =>
  statement.execute(database.kysely).then(
    () => Promise.reject(new Error('the database took it')),
    (error: unknown) => error,
  )

/** A server whose only route does what the database refuses, and everything that it logs. */
function server(statement: (typeof refusals)[keyof typeof refusals]) {
  const lines: string[] = []
  const to = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const http = Fastify({ loggerInstance: openLog('trace', to) as FastifyBaseLogger })
  reportFaults(http)
  http.get('/', async () => await statement().execute(database.kysely))
  return { http, lines }
}

test.each(Object.entries(refusals))('%s reaches neither the log nor the answer', async (_, statement) => {
  const { http, lines } = server(statement)
  const reply = await http.inject('/')
  expect(reply.statusCode).toBeGreaterThanOrEqual(400)
  const said = reply.body + lines.join('')
  for (const part of [phone, phone.slice(1, 9), phone.slice(-6)]) expect(said).not.toContain(part)
})

test('the log still tells which error it was, where it came from and which constraint refused', async () => {
  const error = await refused(refusals['a number that is there already']())
  expect(loggedError(error)).toMatchObject({ code: '23505', severity: 'ERROR', table: 'lines', constraint: 'lines_phone_key' })
  expect(String(loggedError(error).stack)).toContain('log.test.ts')
  expect(messageOf(error)).toBe('duplicate key value violates unique constraint "…"')
})

test('an error that another was made of is told in the same way', async () => {
  const cause = await refused(refusals['a number that is read as something else']())
  const told = JSON.stringify(loggedError(new Error('the list was not read', { cause })))
  expect(told).toContain('the list was not read')
  expect(told).not.toContain(phone)
  expect(loggedError('a thing that is no error')).toEqual({ type: 'string' })
})
