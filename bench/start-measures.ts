/** P5: memory of the idle process, and from the command to the first answer. */
import { freshHome } from './home.ts'
import { median, type Row } from './measure.ts'
import { residentMegabytes } from './process.ts'
import { startProduct } from './product.ts'

const port = 8392
const quiet = 4000

/** `home`: a data folder that has everything already; its database does not run. */
export async function starting(home: string, passes: number): Promise<Row[]> {
  const again: number[] = []
  const idle: number[] = []
  const first: number[] = []
  for (let pass = 0; pass < passes; pass++) {
    const known = await startProduct({ home, port })
    again.push(known.firstAnswer)
    await new Promise(done => setTimeout(done, quiet))
    idle.push(residentMegabytes(known.pid))
    await known.stop()
    const fresh = freshHome()
    const empty = await startProduct({ home: fresh.home, port })
    first.push(empty.firstAnswer)
    await empty.stop()
    fresh.remove()
  }
  const row = (measure: string, figures: number[], unit: string, goal: string): Row => ({
    measure,
    ours: `${median(figures).toFixed(0)} ${unit}`,
    reference: '–',
    ratio: null,
    goal,
    passes: { figures },
  })
  return [
    row('P5 memory idle', idle, 'MB', '≤ 120 MB'),
    row('P5 start on existing data, to the first answer', again, 'ms', '≤ 800 ms'),
    row('P5 very first start, to the first answer', first, 'ms', '≤ 3000 ms'),
  ]
}
