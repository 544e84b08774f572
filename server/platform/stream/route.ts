/** `/api/stream`: server-sent events, resumable with `Last-Event-ID` or `?after=`. */
import type { ServerResponse } from 'node:http'
import { Fault } from '@sansheng/contract/fault.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { mustBeStaff, type Principal, personIdOf, type Staff } from '../principal.ts'
import type { Subjects } from '../subjects.ts'
import { type Entry, type Hub, readStream } from './hub.ts'

/** The entries that name persons are theirs alone; others show to whoever may see the subject or the thing that people open for it. */
export function visible(actor: Principal, entry: Entry, shows: Subjects['shows']): boolean {
  const me = personIdOf(actor)
  if (entry.persons) return me !== null && entry.persons.includes(me)
  return entry.owners.some(owners => shows(actor, entry.siteId, owners))
}

/** A comment line this often keeps proxies from closing a quiet connection, and finds out whether the session still holds. */
const beat = 20_000
/** A screen that is further behind than this reloads everything instead. */
const tooFar = 5000
/** Bytes that may wait for a screen that does not read; beyond, it is let go and comes back to where it was. */
const tooSlow = 1_000_000

/** A browser needs one connection, or one for each of its tabs where it is reached by HTTP. */
export const usualBounds = { perSession: 20, inAll: 5_000 }

export type StreamNeeds = {
  /** How many connections a session may hold, and all together to this process; another one is refused and comes back later. */
  bounds?: typeof usualBounds | undefined
  db: Kysely<DB>
  hub: Hub
  shows: Subjects['shows']
  actorOf(request: FastifyRequest): Promise<Principal>
  /** Tells the session or person, or `*` for everybody, that may have ended or changed. */
  onDrop(handler: (key: string) => void): () => void
  onClose(end: () => void): () => void
}

export function serveStream(app: FastifyInstance, needs: StreamNeeds): void {
  const connections = counted(needs.bounds ?? usualBounds)
  app.get('/api/stream', async (request, reply) => {
    const actor = mustBeStaff(await needs.actorOf(request))
    const leave = connections.enter(actor.sessionId)
    reply.raw.once('close', leave)
    // an open page alone is nobody's presence: from here on the session is looked at, not touched
    request.headers['x-sansheng-quiet'] = '1'
    const after = positionOf(request)
    // it came from a node that has read further: catch up before judging where it stands
    if (after !== null && after > needs.hub.head()) await needs.hub.wake()
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    })
    // without this a screen that has missed nothing hears nothing, not even that it is connected
    reply.raw.flushHeaders()
    await send(needs, request, reply.raw, actor, after)
  })
}

/** Counts connections; `enter` refuses one too many and gives how to leave. */
function counted({ perSession, inAll }: typeof usualBounds) {
  const bySession = new Map<string, number>()
  let all = 0
  return {
    enter(session: string): () => void {
      const its = bySession.get(session) ?? 0
      if (its >= perSession) throw new Fault('streams.many', { limit: perSession })
      if (all >= inAll) throw new Fault('unavailable')
      bySession.set(session, its + 1)
      all += 1
      let left = false
      return () => {
        if (left) return
        left = true
        all -= 1
        const rest = (bySession.get(session) ?? 1) - 1
        if (rest > 0) bySession.set(session, rest)
        else bySession.delete(session)
      }
    },
  }
}

/** The position that the screen has seen; null when it says nothing of one. */
function positionOf(request: FastifyRequest): number | null {
  const text = request.headers['last-event-id'] ?? (request.query as { after?: unknown }).after
  if (text === undefined || text === '') return null
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text)
  throw new Fault('invalid', {}, { fields: [{ path: '/after', message: 'type|{"type":"integer"}' }] })
}

async function send(
  needs: StreamNeeds,
  request: FastifyRequest,
  out: ServerResponse,
  first: Staff,
  after: number | null,
): Promise<void> {
  let actor = first
  let ended = false
  let position = needs.hub.head()
  const write = (text: string) => {
    if (ended || text === '') return
    out.write(text)
    if (out.writableLength > tooSlow) out.destroy()
  }
  const pass = (entries: Entry[]) => {
    let text = ''
    for (const entry of entries) {
      if (entry.position <= position) continue
      position = entry.position
      if (visible(actor, entry, needs.shows)) {
        const { siteId, type, refs } = entry
        text += `id: ${entry.position}\ndata: ${JSON.stringify({ position: entry.position, type, siteId, refs })}\n\n`
      }
    }
    write(text)
  }
  // What comes while the past is read waits, so that nothing is missed between the two.
  let waiting: Entry[] | null = []
  const endings = [
    needs.hub.subscribe(entries => (waiting ? waiting.push(...entries) : pass(entries))),
    needs.onDrop(key => {
      if (key === '*' || key === actor.sessionId || key === actor.personId) void ask()
    }),
    needs.onClose(end),
  ]
  const timer = setInterval(() => void ask().then(() => write(`: ${position}\n\n`)), beat)
  out.on('close', end)
  out.on('error', end)

  function end(): void {
    if (ended) return
    ended = true
    clearInterval(timer)
    for (const each of endings) each()
    out.end()
  }
  /** Who this is by now. A database that is away for a moment ends nobody's screen; a session that is over does. */
  async function ask(): Promise<void> {
    try {
      actor = mustBeStaff(await needs.actorOf(request))
    } catch (error) {
      if (error instanceof Fault) end()
    }
  }

  const reload = () => write(`id: ${position}\nevent: reload\ndata: {"position":${position}}\n\n`)
  if (after === null || after > position || position - after > tooFar) reload()
  else {
    const head = position
    position = after
    // entries are forgotten after a day: a screen that slept longer has missed some, however few there were
    if (!(await passPast(head))) {
      position = head
      reload()
    }
  }
  const missed = waiting
  waiting = null
  pass(missed)

  async function passPast(head: number): Promise<boolean> {
    while (position < head && !ended) {
      const past = await readStream(needs.db, position).catch(() => [])
      if (past[0]?.position !== position + 1) return false
      pass(past)
    }
    return true
  }
}
