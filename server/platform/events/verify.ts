/** Recomputes the ledger: every chain, the words and rows beside it, every seal. */
import type { Kysely } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import type { Anchor } from './anchor.ts'
import { reportInto } from './broken.ts'
import type { Scope } from './scope.ts'
import { type CasesFound, checkCases, type FoldCase } from './verify-cases.ts'
import { checkOrphans } from './verify-orphans.ts'
import { checkSeals, type SealsFound } from './verify-seals.ts'

export { type Broken, brokenSentence } from './broken.ts'
export type { FoldCase } from './verify-cases.ts'

/** `key`: the public key that is believed; without one, that of the first seal is. `anchors`: seals that were kept outside. */
export type Against = {
  fold?: FoldCase
  key?: string | undefined
  anchors?: readonly Anchor[]
  /** Checks all cases of the scope in another way than one after the other, for example in threads. */
  checkCases?: () => Promise<CasesFound>
}
export type Verified = CasesFound & SealsFound & { ok: boolean }

export async function verifyLedger(db: Kysely<DB>, scope: Scope = {}, against: Against = {}): Promise<Verified> {
  const found = await (against.checkCases?.() ?? checkCases(db, scope, against.fold))
  const report = reportInto(found.broken)
  await checkOrphans(db, scope, report)
  const seals = await checkSeals(db, scope, against, report)
  return { ok: found.broken.length === 0, ...found, ...seals }
}
