/** Statements that come again and again are parsed and planned once per connection. */
import type pg from 'pg'

/** How often a text must have come before it is named; one that is made up of its values comes once. */
const often = 3
/** Each name takes memory in every server process: a few hundred texts are all that a system has. */
const namesAtMost = 400
const mostTexts = 4000

const times = new Map<string, number>()
const names = new Map<string, string>()
let generation = 0

/** Gives statements with values a name once their text has come often. */
export function prepareOften(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]) => {
    const [text, values, ...rest] = args
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
    if (name === undefined) return query(...args)
    const done = query({ name, text, values }, ...rest)
    return done instanceof Promise ? done.catch(error => withoutName(error, () => query(text, values))) : done
  }) as typeof client.query
}

/** Every statement is prepared anew, under another name. */
export function forgetNames(): void {
  generation += 1
  names.clear()
}

/** Outside of a transaction the same statement succeeds without its name; inside one, the whole work has to be tried again. */
async function withoutName(error: unknown, again: () => unknown): Promise<unknown> {
  if (!isPlanStale(error)) throw error
  forgetNames()
  try {
    return await again()
  } catch {
    throw error
  }
}

/** The name of a statement that has come often. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= namesAtMost) return undefined
  const count = (times.get(text) ?? 0) + 1
  if (count < often) {
    if (times.size >= mostTexts) times.clear()
    times.set(text, count)
    return undefined
  }
  times.delete(text)
  const name = `s${generation}_${names.size}`
  names.set(text, name)
  return name
}

/** Whether an error says that a table has other columns since the statement was prepared, as when a newer version migrates beside us. */
export function isPlanStale(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return code === '0A000' && message?.includes('cached plan') === true
}
