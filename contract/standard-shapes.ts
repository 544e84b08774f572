/** A text of a standard, its clauses and rules, and what is wrong with it, as the screens get them. */
import { type Static, Type } from 'typebox'
import { ClauseRef, RuleKind } from './clocks.ts'
import { Flag, Nullable, OneOf, Shape } from './route.ts'

/** Characters of the text of a standard. */
export const longestSource = 500_000
/** Bytes of a body that carries such a text, with what stands beside it. */
export const sourceBytes = 3 * longestSource + 20_000
export const Source = Type.String({
  maxLength: longestSource,
  examples: ['---\nstandard: my-hotline\ntitle: 我的服务规范\n---\n## 1 登记\n'],
})
export const Problem = Shape({
  severity: OneOf({ error: 1, warning: 1 }),
  line: Type.Integer(),
  column: Type.Integer(),
  length: Type.Integer(),
  code: Type.String({ examples: ['unknown-event'] }),
  message: Type.String({ examples: ['没有“工单.建立”这个事件。'] }),
  suggestion: Nullable(Type.String({ examples: ['工单.登记'] })),
})
export const RuleView = Shape({
  id: Type.String({ examples: ['notify-department'] }),
  kind: RuleKind,
  clause: ClauseRef,
  source: Type.String(),
  state: OneOf({ runs: 1, 'record-only': 1, open: 1, proposed: 1, later: 1, unchosen: 1, retired: 1 }),
  sentence: Type.String({ examples: ['登记后 30 分钟内通知责任部门'] }),
  /** Why nothing measures it, and what would record what it needs. */
  unmeasured: Nullable(Type.String({ examples: ['没有人能记录它的止「工程师.联系客户」，所以不开始计时，要有登记簿才记得下'] })),
  basis: Nullable(Type.String()),
  note: Nullable(Type.String()),
  /** The alternative to which it belongs, where the document offers several. */
  option: Nullable(
    Shape({ name: Type.String({ examples: ['无声来电'] }), alternative: Type.String({ examples: ['三遍三秒'] }) }),
  ),
})
export const ClauseView = Shape({
  ...ClauseRef.properties,
  level: Type.Integer({ minimum: 1, maximum: 6 }),
  prose: Type.String(),
  line: Type.Integer(),
  /** Title of the standard that it is inherited from; null for a clause of this document. */
  from: Nullable(Type.String({ examples: ['综合热线服务规范'] })),
  rules: Type.Array(RuleView),
})
/** Where standards disagree: what an organisation can choose, and what is chosen now. */
export const OptionView = Shape({
  name: Type.String({ examples: ['无声来电'] }),
  chosen: Type.String({ examples: ['三遍三秒'] }),
  alternatives: Type.Array(
    Shape({ name: Type.String({ examples: ['三遍三秒'] }), words: Type.String({ examples: ['提示三遍，每遍隔三秒左右'] }) }),
  ),
})
/** Where the words of a clause and one of its rules say different things. */
export const Difference = Shape({
  ruleId: Type.String({ examples: ['register-in-time'] }),
  what: OneOf({ amount: 1, unit: 1, kind: 1, who: 1, when: 1 }),
  line: Type.Integer({ minimum: 1, examples: [42] }),
  sentence: Type.String({ examples: ['从接起算起，十分钟内登记成单。'] }),
  message: Type.String({ examples: ['这一句写的是「10 分钟」，规则「register-in-time」写的是「5 分钟」'] }),
})
export type Difference = Static<typeof Difference>
export const Checked = Shape({
  ok: Flag,
  publishable: Flag,
  title: Nullable(Type.String()),
  problems: Type.Array(Problem),
  /** They stand among the problems too; publishing needs the sentence or the rule changed, or a reason for each. */
  differences: Type.Array(Difference),
  /** Clocks, limits and gates of this text that do not run, because nobody records or states what they need. */
  unrecorded: Type.Array(
    Shape({
      ruleId: Type.String({ examples: ['engineer-calls'] }),
      line: Type.Integer({ minimum: 1, examples: [88] }),
      why: Type.String({ examples: ['没有人能记录它的止「工程师.联系客户」，所以不开始计时，要有登记簿才记得下'] }),
    }),
  ),
  clauses: Type.Array(ClauseView),
})
export type Checked = Static<typeof Checked>
