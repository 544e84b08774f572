import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A data folder for one measurement; the user of the database may pass through it. */
export function freshHome(): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'bench-home-'))
  chmodSync(home, 0o755)
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) }
}
