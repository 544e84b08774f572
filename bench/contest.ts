/** Work on one core, ours and that of others in turns: ours, the first, the second …, ours again. */
import { median, perSecond, type Row } from './measure.ts'

/** Does some of it and tells how much. */
export type Work = () => number | Promise<number>
const turn = 700

/** `of.length` things are done unless `count` says how many they stand for. */
export const each =
  <T>(of: readonly T[], run: (one: T) => Promise<unknown>, count = of.length): Work =>
  async () => {
    for (const one of of) await run(one)
    return count
  }

/** A row for each of the others: its name, what we want of ours beside it, its work; without work ours stands alone. */
export async function contest(
  measure: string,
  passes: number,
  ours: Work,
  others: readonly [name: string, goal: string, work: Work | null][],
): Promise<Row[]> {
  const works = [ours, ...others.map(([, , work]) => work)]
  const rates = works.map((): number[] => [])
  for (let pass = -1; pass < passes; pass++)
    for (const [n, work] of works.entries()) {
      const rate = work && (await rateOf(work))
      if (rate !== null && pass >= 0) rates[n]!.push(rate)
    }
  const own = median(rates[0]!)
  return others.map(([name, goal, work], n) => {
    const other = work ? median(rates[n + 1]!) : null
    return {
      measure,
      ours: perSecond(own),
      reference: other === null ? name : `${name}: ${perSecond(other)}`,
      ratio: other === null ? null : own / other,
      goal,
      passes: { ours: rates[0]!, reference: rates[n + 1]! },
    }
  })
}

async function rateOf(work: Work): Promise<number> {
  const begin = performance.now()
  let done = 0
  while (performance.now() - begin < turn) {
    const now = work()
    done += typeof now === 'number' ? now : await now
  }
  return (done * 1000) / (performance.now() - begin)
}
