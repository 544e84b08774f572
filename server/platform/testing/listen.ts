/** Hears a live stream over a real connection. */
import { type ClientRequest, get, type IncomingMessage } from 'node:http'
import { until } from '../postgres/until.ts'

type Heard = { position: number; type: string; siteId: number; refs: Record<string, string> }
export type Listening = {
  entries: Heard[]
  /** Positions of the `reload` events. */
  reloads: number[]
  /** Whether the other side ended it. */
  ended(): boolean
  until(ready: () => boolean): Promise<void>
  close(): void
}

/** Resolves once the first words of the stream are here. */
export async function listenTo(
  address: string,
  token: string,
  from: { after?: number; lastEventId?: number } = {},
): Promise<Listening> {
  const entries: Heard[] = []
  const reloads: number[] = []
  let text = ''
  let over = false
  const query = from.after === undefined ? '' : `?after=${from.after}`
  const headers = {
    authorization: `Bearer ${token}`,
    ...(from.lastEventId === undefined ? {} : { 'last-event-id': String(from.lastEventId) }),
  }
  const { request, reply } = await opened(`${address}/api/stream${query}`, headers)
  reply.setEncoding('utf8')
  reply.on('data', (piece: string) => {
    text += piece
    const parts = text.split('\n\n')
    text = parts.pop()!
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1]
      if (data === undefined) continue
      if (/^event: reload$/m.test(part)) reloads.push(JSON.parse(data).position)
      else entries.push(JSON.parse(data))
    }
  })
  for (const name of ['end', 'close', 'error'])
    reply.on(name, () => {
      over = true
    })
  return {
    entries,
    reloads,
    ended: () => over,
    async until(ready) {
      if (!(await until(() => ready() || undefined, 60_000, 2)))
        throw new Error(`It did not come; ${entries.length} entries, reloads ${reloads}, ended ${over}`)
    },
    close: () => void request.destroy(),
  }
}

function opened(url: string, headers: Record<string, string>): Promise<{ request: ClientRequest; reply: IncomingMessage }> {
  return new Promise((done, failed) => {
    const request = get(url, { headers, agent: false }, reply => {
      request.on('error', () => {})
      if (reply.statusCode === 200) return done({ request, reply })
      reply.resume()
      failed(new Error(`The stream answered ${reply.statusCode}`))
    })
    request.once('error', failed)
  })
}
