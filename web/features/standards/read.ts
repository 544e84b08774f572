/** The document as the screen shows it: chapters with their clauses, and the figures that belong to each. */
import type { Figures } from '@sansheng/contract/compliance.ts'
import type { Standard } from '@sansheng/contract/standards.ts'
import type { Kind } from '../../ui/kind-tag.tsx'
import type { ClauseView } from '../../ui/rule-figure.ts'

export type Chapter = { clause: ClauseView; clauses: ClauseView[] }

/** A heading of the first level that stands alone is the title of the book; the next level are its chapters. */
export function chaptersOf(clauses: ClauseView[]): Chapter[] {
  const top = clauses.filter(c => c.level === 1)
  const body = top.length === 1 && clauses[0] === top[0] && clauses.length > 1 ? clauses.slice(1) : clauses
  const level = Math.min(...body.map(c => c.level))
  const chapters: Chapter[] = []
  for (const clause of body) {
    if (clause.level === level || chapters.length === 0) chapters.push({ clause, clauses: [] })
    else chapters.at(-1)!.clauses.push(clause)
  }
  return chapters
}

export type FiguresById = ReadonlyMap<string, Figures>

export type ClauseFigures = {
  /** The lowest of its rules; null while nothing is decided. */
  rate: number | null
  /** How many of its rules have a rate. */
  rated: number
  counts: Record<'met' | 'late' | 'exempted' | 'running' | 'denied' | 'warned' | 'overridden' | 'recorded', number>
  days: { day: string; met: number; late: number }[]
  timed: boolean
}

export function figuresOf(clause: ClauseView, byId: FiguresById): ClauseFigures {
  const own = clause.rules.flatMap(r => byId.get(r.id) ?? [])
  const rates = own.flatMap(f => f.rate ?? [])
  const sum = (of: (f: Figures) => number) => own.reduce((n, f) => n + of(f), 0)
  const days = new Map<string, { day: string; met: number; late: number }>()
  for (const d of own.flatMap(f => f.days)) {
    const day = days.get(d.day) ?? { day: d.day, met: 0, late: 0 }
    days.set(d.day, { day: d.day, met: day.met + d.met, late: day.late + d.late })
  }
  return {
    rate: rates.length > 0 ? Math.min(...rates) : null,
    rated: rates.length,
    counts: {
      met: sum(f => f.met),
      late: sum(f => f.late + f.breached),
      exempted: sum(f => f.exempted),
      running: sum(f => f.running),
      denied: sum(f => f.denied),
      warned: sum(f => f.warned),
      overridden: sum(f => f.overridden),
      recorded: sum(f => f.recorded),
    },
    days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
    timed: clause.rules.some(r => r.kind === 'deadline' || r.kind === 'cadence'),
  }
}

/** Of a chapter: what was decided in time by all its clocks and gates together, each rule counting alike. */
export function chapterRate(chapter: Chapter, byId: FiguresById): number | null {
  const rates = [chapter.clause, ...chapter.clauses].flatMap(c => c.rules.flatMap(r => byId.get(r.id)?.rate ?? []))
  return rates.length === 0 ? null : rates.reduce((a, b) => a + b, 0) / rates.length
}

export function kindCounts(clauses: Standard['clauses']): [Kind, number][] {
  const counts = new Map<Kind, number>()
  for (const r of clauses.flatMap(c => c.rules)) counts.set(r.kind, (counts.get(r.kind) ?? 0) + 1)
  return [...counts]
}

/** Names of the calendars that a text counts by. */
export function calendarsIn(source: string): Set<string> {
  return new Set(
    [...source.matchAll(/^\s*(?:calendar|日历)\s*[:：]\s*([a-z0-9-]+)\s*(?:#.*)?$/gim)].map(m => m[1]!.toLowerCase()),
  )
}
