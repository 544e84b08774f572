/** The thread in which stretches of the ledger are checked, with a connection of its own; started by `platform/threads.ts`. */
import { parentPort } from 'node:worker_threads'
import { compiledStandards, foldCases } from './modules/standards/index.ts'
import { type Connection, openDatabase } from './platform/db.ts'
import type { Scope } from './platform/events/scope.ts'
import { type CasesFound, checkCases, type Stretch } from './platform/events/verify-cases.ts'

export type StretchToCheck = { connection: Connection; scope: Scope; stretch: Stretch }

let check: ((scope: Scope, stretch: Stretch) => Promise<CasesFound>) | null = null

/** The connection and the compiled standards are kept for the next stretch. */
function open(connection: Connection) {
  const { kysely } = openDatabase({ connection, poolSize: 2 })
  const fold = foldCases(compiledStandards(kysely))
  return (scope: Scope, stretch: Stretch) => checkCases(kysely, scope, fold, stretch)
}

parentPort!.postMessage('ready')
parentPort!.on('message', async ({ input }: { input: StretchToCheck }) => {
  try {
    check ??= open(input.connection)
    parentPort!.postMessage({ done: await check(input.scope, input.stretch) })
  } catch (error) {
    parentPort!.postMessage({ failed: (error as Error).stack ?? String(error) })
  }
})
