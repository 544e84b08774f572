/** Lists are read on from the last row that was seen, so that a page costs the same however far down it lies. */
import { Fault } from '@sansheng/contract/fault.ts'

type Mark = string | number | null

/** `next` of a page: the sort values of its last row. */
export function cursorOf(marks: readonly Mark[]): string {
  return Buffer.from(JSON.stringify(marks)).toString('base64url')
}

type Kind = 'time' | 'id' | 'text' | 'number'
const fits: Record<Kind, (mark: unknown) => boolean> = {
  time: mark => Number.isSafeInteger(mark) && Math.abs(mark as number) <= 8.64e15,
  id: mark => typeof mark === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(mark),
  number: mark => Number.isSafeInteger(mark),
  text: mark => typeof mark === 'string' && !mark.includes('\0'),
}

/** The sort values in `after`; whatever we did not write ourselves is refused. */
export function readCursor<const K extends readonly Kind[]>(
  after: string,
  kinds: K,
): { -readonly [I in keyof K]: K[I] extends 'time' | 'number' ? number : string } {
  const marks = parsed(after)
  if (!Array.isArray(marks) || marks.length !== kinds.length || !kinds.every((kind, at) => fits[kind](marks[at])))
    throw new Fault('invalid', {}, { fields: [{ path: '/after', message: 'not|{}' }] })
  return marks as never
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
