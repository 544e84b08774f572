import { Flag, Id, Line, OneOf } from '@sansheng/contract/route.ts'
import { type Static, Type } from 'typebox'
import { periods, verdicts } from './choices.ts'

/** What the address of the standard says; the hash is the anchor of the chosen clause. */
export const StandardSearch = Type.Object({
  rule: Type.Optional(Line(120, 'notify-department')),
  verdict: Type.Optional(OneOf(verdicts)),
  edit: Type.Optional(Flag),
  version: Type.Optional(Id),
  period: Type.Optional(OneOf(periods)),
})
export type StandardSearch = Static<typeof StandardSearch>

/** Both sides of a comparison; the saved draft is one, too. */
const Side = Type.String({ pattern: '^(draft|[0-9a-f-]{36})$' })
export const CompareSearch = Type.Object({ from: Type.Optional(Side), to: Type.Optional(Side) })

/** Which version is printed; the one in force if none is named. */
export const PrintSearch = Type.Object({ version: Type.Optional(Id) })
