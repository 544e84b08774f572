/** `/api/stream`: server-sent events, resumable with `Last-Event-ID` or `?after=`. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Permission } from '@sansheng/contract/permissions.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type Actor, may } from '../access.ts'
import { type Entry, type Hub, readStream } from './hub.ts'

/** Which permission shows a kind of happening; what is not listed goes to the persons named in it alone. */
const shownBy: Record<string, Permission> = {
  ticket: 'tickets:read',
  fault: 'tickets:read',
  promise: 'tickets:read',
  customer: 'tickets:read',
  clock: 'tickets:read',
  gate: 'tickets:read',
  intake: 'contacts:read',
  contact: 'contacts:read',
  call: 'contacts:read',
  dispatch: 'dispatch:read',
  worker: 'dispatch:read',
  service: 'dispatch:read',
  inspection: 'dispatch:read',
  callback: 'tickets:read',
  notice: 'notices:read',
  standard: 'standards:read',
  calendar: 'standards:read',
  site: 'people:read',
}

export function visible(actor: Actor, entry: Entry): boolean {
  if (entry.persons) return actor.personId !== null && entry.persons.includes(actor.personId)
  const permission = shownBy[entry.type.slice(0, entry.type.indexOf('.'))]
  return permission !== undefined && may(actor, permission, entry.siteId)
}

/** A comment line this often keeps proxies from closing a quiet connection, and finds out whether the session still holds. */
const beat = 20_000
/** A screen that is further behind than this reloads everything instead. */
const tooFar = 5000

export function serveStream(
  app: FastifyInstance,
  needs: { db: Kysely<DB>; hub: Hub; actorOf(request: FastifyRequest): Promise<Actor>; onClose(end: () => void): () => void },
): void {
  app.get('/api/stream', async (request, reply) => {
    let actor = await needs.actorOf(request)
    // an open page alone is nobody's presence: from here on the session is looked at, not touched
    request.headers['x-sansheng-quiet'] = '1'
    const asked = Number(request.headers['last-event-id'] ?? (request.query as { after?: string }).after ?? Number.NaN)
    if (!Number.isNaN(asked) && (asked < 0 || !Number.isSafeInteger(asked))) throw new Fault('invalid')
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    })
    let position = needs.hub.head()
    const send = (entries: Entry[]) => {
      let text = ''
      for (const entry of entries) {
        if (entry.position <= position) continue
        position = entry.position
        if (visible(actor, entry)) {
          const { siteId, type, refs } = entry
          text += `id: ${entry.position}\ndata: ${JSON.stringify({ position: entry.position, type, siteId, refs })}\n\n`
        }
      }
      if (text) out.write(text)
    }
    // What comes while the past is read waits, so that nothing is missed between the two.
    let waiting: Entry[] | null = []
    const unsubscribe = needs.hub.subscribe(entries => (waiting ? waiting.push(...entries) : send(entries)))
    const end = () => {
      unsubscribe()
      clearInterval(timer)
      forget()
      out.end()
    }
    const forget = needs.onClose(end)
    const timer = setInterval(() => {
      needs.actorOf(request).then(
        now => {
          actor = now
          out.write(`: ${position}\n\n`)
        },
        () => end(),
      )
    }, beat)
    request.raw.on('close', end)
    if (!Number.isNaN(asked) && asked <= position && position - asked <= tooFar) {
      position = asked
      for (let past = await readStream(needs.db, position); past.length > 0; past = await readStream(needs.db, position)) {
        send(past)
        position = past.at(-1)!.position
      }
    } else out.write(`id: ${position}\nevent: reload\ndata: {"position":${position}}\n\n`)
    const missed = waiting
    waiting = null
    send(missed)
  })
}
