/** Lists are read on from the last row that was seen, so that a page costs the same however far down it lies. */
import { Fault } from '@sansheng/contract/fault.ts'

type Mark = string | number | null

/** `next` of a page: the sort values of its last row. */
export function cursorOf(marks: readonly Mark[]): string {
  return Buffer.from(JSON.stringify(marks)).toString('base64url')
}

/** The sort values in `after`; whatever we did not write ourselves is refused. */
export function readCursor(after: string, shape: readonly ('string' | 'number')[]): (string | number)[] {
  const marks = parsed(after)
  const fits = Array.isArray(marks) && marks.length === shape.length && shape.every((type, at) => typeof marks[at] === type)
  if (!fits) throw new Fault('invalid', {}, { fields: [{ path: '/after', message: 'not|{}' }] })
  return marks as (string | number)[]
}

/** A page out of `limit + 1` rows: the extra one only says that there is more. */
export function pageOfRows<R>(rows: R[], limit: number, marks: (row: R) => readonly Mark[]): { items: R[]; next: string | null } {
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? cursorOf(marks(items.at(-1)!)) : null }
}

function parsed(after: string): unknown {
  try {
    return JSON.parse(Buffer.from(after, 'base64url').toString())
  } catch {
    return null
  }
}
