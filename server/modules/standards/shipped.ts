/** The standards that come with the product: read once, when somebody asks. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Shipped = { name: string; source: string }
let read: Promise<Shipped[]> | null = null

/** Looked for beside the sources, and beside the built bundle. */
const places = ['../../../standards', '../standards'].map(place => fileURLToPath(new URL(place, import.meta.url)))

export function shippedStandards(): Promise<Shipped[]> {
  read ??= load()
  return read
}

async function load(): Promise<Shipped[]> {
  for (const place of places) {
    const files = await readdir(place).catch(() => [])
    const found = files.filter(f => f.endsWith('.md')).sort()
    if (found.length > 0)
      return await Promise.all(
        found.map(async f => ({ name: basename(f, '.md'), source: await readFile(join(place, f), 'utf8') })),
      )
  }
  return []
}

/** Sources by id, for `extends`. */
export async function inheritable(): Promise<Record<string, string>> {
  return Object.fromEntries((await shippedStandards()).map(s => [s.name, s.source]))
}
