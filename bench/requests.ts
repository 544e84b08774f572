/** The requests of each measure. Ours and the floor get the same bytes but for the session. */
import { chance, matter, phoneOf, prose, sought } from './texts.ts'

export type RequestKind = 'found' | 'register' | 'list' | 'search' | 'turn' | 'note'

export type Load = {
  kind: RequestKind
  port: number
  clients: number
  /** Until so many seconds are over, or so many requests are answered. */
  seconds?: number
  requests?: number
  token?: string
  siteId?: number
  /** Tickets to act on; each client has its own part of them. */
  tickets?: string[]
  seed: number
}

/** Gives a function that makes the next request of a client. */
export function requests(load: Load): (client: number) => Buffer {
  const site = `/api/sites/${load.siteId ?? 1}`
  const session = load.token ? `authorization: Bearer ${load.token}\r\n` : ''
  const get = (path: string) => Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${session}\r\n`)
  const post = (path: string, body: object) => {
    const text = Buffer.from(JSON.stringify(body))
    const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${session}content-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n`
    return Buffer.concat([Buffer.from(head), text])
  }
  const next = chance(load.seed)
  const registration = (customer: object) => post(`${site}/tickets`, complaint(next, customer))
  let sent = 0
  switch (load.kind) {
    case 'found':
      return () => registration({ customer: { name: `${'赵钱孙李周吴郑王'[sent % 8]}女士`, phone: phoneOf(sent++) } })
    case 'register': {
      const ready = Array.from({ length: 500 }, () => registration({}))
      return () => ready[sent++ % ready.length]!
    }
    case 'list': {
      const list = get(`${site}/tickets?open=true&limit=50`)
      return () => list
    }
    case 'search': {
      const ready = sought.map(q => get(`${site}/ticket-search?q=${encodeURIComponent(q)}`))
      return () => ready[sent++ % ready.length]!
    }
    case 'turn':
    case 'note': {
      const turns = new Map<number, number>()
      const words = prose(next, 200)
      return client => {
        const turn = turns.get(client) ?? 0
        turns.set(client, turn + 1)
        const mine = ofClient(load.tickets!, client, load.clients)
        if (load.kind === 'note') return post(`${site}/tickets/${mine[turn % mine.length]}/follow-up`, { note: words })
        // every ticket of the client waits, then every one goes on
        const round = Math.floor(turn / mine.length) % 2
        const path = `${site}/tickets/${mine[turn % mine.length]}`
        return round === 0
          ? post(`${path}/wait`, { waitingFor: 'customer', reason: words })
          : post(`${path}/resume`, { reason: words })
      }
    }
  }
}

const parts = new Map<number, string[]>()
function ofClient(tickets: string[], client: number, clients: number): string[] {
  const known = parts.get(client) ?? tickets.filter((_, at) => at % clients === client)
  parts.set(client, known)
  return known
}

/** A complaint with a promised time: the kind of matter that starts most clocks while it is registered. */
function complaint(next: ReturnType<typeof chance>, more: object): object {
  const { title, description, address, phone, category } = matter(next, knownCallers)
  return {
    contact: { channel: 'phone', about: 'complaint', phone, address, ...more },
    kind: 'complaint',
    category,
    title,
    description,
    promisedAt: new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 3_600_000).toISOString(),
    promiseWords: '两小时内给您电话',
  }
}

/** Callers whose number is known before anything is measured. */
export const knownCallers = 2000
