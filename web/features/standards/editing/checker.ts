/** Runs the checker in a worker; where there is none, in a turn of its own. */
import type { CompileNeeds } from '@sansheng/rulebook/compile.ts'
import type { Found } from './check-here.ts'

export type ToCheck = { turn: number; source: string; needs: CompileNeeds }
export type Checker = { check(source: string, needs: CompileNeeds): Promise<Found>; stop(): void }

export function makeChecker(): Checker {
  const asked = new Map<number, (found: Found) => void>()
  let turn = 0
  let worker: Worker | null = null
  if (typeof Worker === 'function') {
    worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', (event: MessageEvent<{ turn: number; found: Found }>) => {
      asked.get(event.data.turn)?.(event.data.found)
      asked.delete(event.data.turn)
    })
    // a worker that cannot start is replaced by the page itself
    worker.addEventListener('error', () => {
      worker?.terminate()
      worker = null
    })
  }
  return {
    check: (source, needs) =>
      new Promise(resolve => {
        turn++
        if (worker) {
          asked.set(turn, resolve)
          worker.postMessage({ turn, source, needs } satisfies ToCheck)
        } else void import('./check-here.ts').then(({ checkHere }) => resolve(checkHere(source, needs)))
      }),
    stop: () => worker?.terminate(),
  }
}
