import type { LedgerGroup } from '@sansheng/contract/ledger.ts'
import { CivilDate, Line, OneOf } from '@sansheng/contract/route.ts'
import { type Static, Type } from 'typebox'

// The contract of the ledger carries the vocabulary, which the first piece of the product does not need.
const groups = {
  exceptions: 1,
  data: 1,
  accounts: 1,
  sessions: 1,
  approvals: 1,
  standard: 1,
  work: 1,
} satisfies Record<LedgerGroup, 1>
export const groupNames = Object.keys(groups) as LedgerGroup[]

export const LedgerSearch = Type.Object({
  group: Type.Optional(OneOf(groups)),
  who: Type.Optional(Line(40)),
  case: Type.Optional(Line(40)),
  from: Type.Optional(CivilDate),
  to: Type.Optional(CivilDate),
})
export type LedgerSearch = Static<typeof LedgerSearch>
