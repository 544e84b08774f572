import type pg from 'pg'

/** Makes a client tell the text of each statement before it is sent. */
export function watchClient(client: pg.ClientBase, listeners: ReadonlySet<(text: string) => void>) {
  const query = client.query as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]) => {
    if (listeners.size > 0) {
      const text = textOf(args[0])
      for (const listener of listeners) listener(text)
    }
    return query.apply(client, args)
  }) as typeof client.query
}

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : ((statement as { text?: string } | null)?.text ?? '')
}
