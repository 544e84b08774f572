import pg from 'pg'

export type Listener = {
  /** Calls the handler with the payload of each `notify` on the channel; resolves when it listens. Gives back how to end it. */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>
  /** Called each time after a lost connection has been replaced and listens again. Gives back how to end it. */
  onReconnect(handler: () => void): () => void
  close(): Promise<void>
}

/** One connection of its own for all channels, replaced when it breaks. */
export function openListener(makeClient: () => pg.Client): Listener {
  const channels = new Map<string, Set<(payload: string) => void>>()
  const reconnected = new Set<() => void>()
  let client: Promise<pg.Client> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function connect(): Promise<pg.Client> {
    const fresh = makeClient()
    fresh.on('error', () => {})
    fresh.on('notification', ({ channel, payload }) => {
      for (const handler of channels.get(channel) ?? []) handler(payload ?? '')
    })
    try {
      await fresh.connect()
      for (const channel of channels.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      fresh.end().catch(() => {})
      throw error
    }
    fresh.once('end', () => again(50))
    return fresh
  }

  function again(delay: number) {
    if (closed) return
    timer = setTimeout(() => {
      client = connect()
      client.then(
        () => {
          for (const handler of reconnected) handler()
        },
        () => again(Math.min(delay * 2, 2_000)),
      )
    }, delay)
  }

  /** Sends to the connection of now; while it is broken there is nothing to do, the next one listens to all channels. */
  async function tell(statement: string) {
    const sent = await client?.catch(() => undefined)
    await sent?.query(statement).catch(() => {})
  }

  return {
    async listen(channel, handler) {
      const handlers = channels.get(channel) ?? new Set()
      handlers.add(handler)
      const isNew = !channels.has(channel)
      channels.set(channel, handlers)
      if (!client) {
        client = connect()
        client.catch(() => {
          client = undefined
        })
        await client
      } else if (isNew) {
        await tell(`listen ${pg.escapeIdentifier(channel)}`)
      }
      return async () => {
        handlers.delete(handler)
        if (handlers.size > 0 || channels.get(channel) !== handlers) return
        channels.delete(channel)
        await tell(`unlisten ${pg.escapeIdentifier(channel)}`)
      }
    },
    onReconnect(handler) {
      reconnected.add(handler)
      return () => reconnected.delete(handler)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await (await client?.catch(() => undefined))?.end()
    },
  }
}
