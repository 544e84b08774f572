/** The checker beside the page, so that typing never waits for it. */
import { checkHere } from './check-here.ts'
import type { ToCheck } from './checker.ts'

self.addEventListener('message', (event: MessageEvent<ToCheck>) => {
  const { turn, source, needs, language } = event.data
  self.postMessage({ turn, found: checkHere(source, needs, language) })
})
