/**
 * The floor: what the same rows cost with nothing around them. Bare `node:http` and `pg`, named statements, a pool of the same size,
 * instants left as the text that PostgreSQL sends. No session, no permission, no schema, no rules.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { type Connection, clientConfig } from '../server/platform/db.ts'

export const floorSchema = `
  drop schema if exists floor cascade;
  create schema floor;
  set search_path = floor;
  create table counter (day date primary key, last int not null);
  insert into counter values ('2026-11-20', 0);
  create table tickets (id uuid primary key, number text not null unique, kind text not null, category text not null, field text not null,
    urgency text not null, status text not null, waiting_for text not null, title text not null, description text, address text,
    customer_name text, department text, front_owner text not null, handler text, received_at timestamptz not null,
    registered_at timestamptz not null, closed_at timestamptz, promised_at timestamptz, version int not null);
  create index tickets_open on tickets (registered_at desc, id desc) where status <> 'closed';
  create table events (ticket_id uuid not null, seq int not null, type text not null, at timestamptz not null, actor text not null,
    facts jsonb not null, hash text not null, primary key (ticket_id, seq));
  create table clocks (id uuid primary key, ticket_id uuid not null, rule text not null, title text not null, started_at timestamptz not null,
    due_at timestamptz not null, state text not null);
  create index clocks_ticket on clocks (ticket_id, due_at) where state = 'running';
  create index clocks_due on clocks (due_at) where state = 'running';
  create table search (ticket_id uuid primary key, text text not null, tokens text[] not null);
  create index search_tokens on search using gin (tokens);`

const register = `
  with n as (update counter set last = last + 1 where day = '2026-11-20' returning last),
  t as (insert into tickets select $1, 'TS-20261120-' || n.last, $2, $3, 'water', 'normal', 'registered', 'nobody', $4, $5, $6, $7, $8, $9, null,
    $10, $10, null, $11, 1 from n returning number),
  e as (insert into events values ($1, 1, 'ticket.registered', $10, $9, $12, $13)),
  c as (insert into clocks select unnest($14::uuid[]), $1, unnest($15::text[]), unnest($16::text[]), $10, unnest($17::timestamptz[]), 'running')
  select number from t`

const list = `
  select t.id, t.number, t.kind, t.category, t.field, t.urgency, t.status, t.waiting_for as "waitingFor", t.title, t.address, t.department,
    t.front_owner as "frontOwner", t.handler, t.received_at as "receivedAt", t.registered_at as "registeredAt", t.closed_at as "closedAt",
    t.promised_at as "promisedAt", t.version, t.customer_name as "customerName", c.rule, c.title as clause, c.started_at as "startedAt",
    c.due_at as "dueAt", c.state
  from (select * from tickets where status <> 'closed' order by registered_at desc, id desc limit 50) t
  left join lateral (select * from clocks k where k.ticket_id = t.id and k.state = 'running' order by due_at limit 1) c on true
  order by t.registered_at desc, t.id desc`

const clauses = [
  ['notify-department', '三十分钟内通知到部门', 30],
  ['keep-promise', '答应的时间就是时限', 120],
  ['settle-complaint', '投诉十五天有结果', 21_600],
] as const

export type FloorNeeds = { connection: Connection; poolSize: number }

if (process.send) process.once('message', (needs: FloorNeeds) => serve(needs))

async function serve({ connection, poolSize }: FloorNeeds): Promise<void> {
  const asText = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig
  const numbers = {
    getTypeParser: (oid: number) => (oid === 23 ? Number : (asText.getTypeParser as (oid: number) => unknown)(oid)),
  }
  const pool = new pg.Pool({ ...clientConfig(connection, 'floor'), types: numbers as never, max: poolSize })
  const server = createServer(async (request, reply) => {
    try {
      const text = request.method === 'POST' ? await registered(pool, JSON.parse(await read(request))) : await listed(pool)
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
    } catch (error) {
      const text = JSON.stringify({ error: (error as Error).message })
      reply.writeHead(500, { 'content-length': Buffer.byteLength(text) }).end(text)
    }
  })
  server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
  process.once('SIGTERM', () => {
    server.close()
    server.closeAllConnections()
    void pool.end().then(() => process.disconnect())
  })
}

async function registered(
  pool: pg.Pool,
  body: Record<string, string> & { contact: { address: string; phone: string } },
): Promise<string> {
  const id = randomUUID()
  const now = Date.now()
  const at = new Date(now).toISOString()
  const facts = JSON.stringify({ ticket: { kind: body.kind, category: body.category, status: 'registered' } })
  const { rows } = await pool.query({
    name: 'register',
    text: register,
    values: [
      id,
      body.kind,
      body.category,
      body.title,
      body.description,
      body.contact.address,
      '周女士',
      '客户服务部',
      '林晓棠',
      at,
      body.promisedAt,
      facts,
      '0'.repeat(64),
      clauses.map(() => randomUUID()),
      clauses.map(([rule]) => rule),
      clauses.map(([, title]) => title),
      clauses.map(([, , minutes]) => new Date(now + minutes * 60_000).toISOString()),
    ],
  })
  return JSON.stringify({ id, number: rows[0].number })
}

async function listed(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query({ name: 'list', text: list })
  return JSON.stringify({ items: rows })
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
