/** P7 in a process of its own, without TypeScript in between. */
import type { Row } from './measure.ts'
import { phraseSearch } from './phrases.ts'
import { ruling } from './rulebook.ts'

export type P7 = { passes: number; standards: string }

process.once('message', async ({ passes, standards }: P7) => {
  const report = (text: string) => console.error(`· ${text}`)
  const rows: Row[] = [...(await ruling(passes, standards, report)), ...(await phraseSearch(passes))]
  process.send!(rows)
  process.disconnect()
})
