import type pg from 'pg'
import { textsOfBatch } from './batch.ts'

/** Makes a client tell the text of each statement before it is sent. */
export function watchClient(client: pg.ClientBase, listeners: ReadonlySet<(text: string) => void>) {
  const query = client.query as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]) => {
    if (listeners.size > 0) {
      for (const text of textsOf(args[0])) for (const listener of listeners) listener(text)
    }
    return query.apply(client, args)
  }) as typeof client.query
}

function textsOf(statement: unknown): readonly string[] {
  const batch = textsOfBatch(statement)
  if (batch) return batch
  return [typeof statement === 'string' ? statement : ((statement as { text?: string } | null)?.text ?? '')]
}
