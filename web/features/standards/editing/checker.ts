/** Runs the checker in a worker; where there is none, or it breaks, in the page itself. */
import type { CompileNeeds } from '@sansheng/rulebook/engine'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { shownLanguage } from '../../../app/language.ts'
import type { Found } from './check-here.ts'

export type ToCheck = { turn: number; source: string; needs: CompileNeeds; language: Locale }
export type Checker = { check(source: string, needs: CompileNeeds): Promise<Found>; stop(): void }
type Waiting = ToCheck & { answer: (found: Found) => void }

export function makeChecker(): Checker {
  const waiting = new Map<number, Waiting>()
  let turn = 0
  let worker: Worker | null = null
  const inPage = ({ source, needs, language, answer }: Waiting) =>
    void import('./check-here.ts').then(({ checkHere }) => answer(checkHere(source, needs, language)))
  const giveUp = () => {
    worker?.terminate()
    worker = null
    for (const one of waiting.values()) inPage(one)
    waiting.clear()
  }
  if (typeof Worker === 'function') {
    worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', (event: MessageEvent<{ turn: number; found: Found }>) => {
      waiting.get(event.data.turn)?.answer(event.data.found)
      waiting.delete(event.data.turn)
    })
    worker.addEventListener('error', giveUp)
  }
  return {
    check: (source, needs) =>
      new Promise(answer => {
        const one = { turn: ++turn, source, needs, language: shownLanguage(), answer }
        if (!worker) return inPage(one)
        waiting.set(one.turn, one)
        worker.postMessage({ turn: one.turn, source, needs, language: one.language } satisfies ToCheck)
      }),
    stop: () => worker?.terminate(),
  }
}
