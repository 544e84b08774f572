/** Ours and the reference in turns, so that whatever else the machine does falls on both; the median of the passes counts. */
import type { Loaded } from './load.ts'
import { startHelper } from './process.ts'
import type { Load } from './requests.ts'

export type Row = {
  measure: string
  /** With its unit. */
  ours: string
  reference: string
  ratio: number | null
  goal: string
  /** Everything that was measured, pass by pass. */
  passes: { ours: Loaded[]; reference: Loaded[] } | Record<string, unknown>
}

export async function load(needs: Load): Promise<Loaded> {
  const { first } = await startHelper<Loaded>('load.ts', needs)
  if (first.wrong > 0)
    throw new Error(`${first.wrong} of ${first.requests} requests (${needs.kind}) went wrong: ${first.firstWrong}`)
  return first
}

export const median = (of: number[]): number => {
  const sorted = [...of].sort((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}

type Pass = (pass: number) => Promise<Loaded>
export async function inTurns(passes: number, ours: Pass, reference: Pass): Promise<{ ours: Loaded[]; reference: Loaded[] }> {
  const done = { ours: [] as Loaded[], reference: [] as Loaded[] }
  for (let pass = 0; pass < passes; pass++) {
    done.ours.push(await ours(pass))
    done.reference.push(await reference(pass))
  }
  return done
}

export function compared(measure: string, goal: string, passes: { ours: Loaded[]; reference: Loaded[] }): Row {
  const ours = median(passes.ours.map(p => p.perSecond))
  const reference = median(passes.reference.map(p => p.perSecond))
  const p99 = median(passes.ours.map(p => p.p99))
  return {
    measure,
    ours: `${perSecond(ours)}, p99 ${p99.toFixed(1)} ms${spent(passes.ours)}`,
    reference: `${perSecond(reference)}${spent(passes.reference)}`,
    ratio: ours / reference,
    goal,
    passes,
  }
}

/** Processor time of a request, server and database: it says where a rate comes from, and is steadier than the rate beside other work. */
function spent(passes: Loaded[]): string {
  const known = passes.flatMap(p => p.spent ?? [])
  if (known.length === 0) return ''
  return `, ${median(known.map(s => s.server)).toFixed(2)} + ${median(known.map(s => s.database)).toFixed(2)} ms`
}

export const perSecond = (rate: number): string => `${rate >= 100_000 ? `${(rate / 1000).toFixed(0)} k` : rate.toFixed(0)}/s`
