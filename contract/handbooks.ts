import { type Static, Type } from 'typebox'
import { RuleKind } from './clocks.ts'
import { Count, Flag, Line, Nullable, route, Shape } from './route.ts'
import { ClauseView, OptionView, Source } from './standards.ts'

/** A file of eight megabytes, written in base64. */
export const LARGEST_HANDBOOK = 8 * 1024 * 1024
const encoded = Math.ceil(LARGEST_HANDBOOK / 3) * 4

export const Proposal = Shape({
  id: Type.String({ examples: ['register-in-10-min'] }),
  kind: RuleKind,
  clauseNumber: Type.String({ examples: ['3.1'] }),
  clauseTitle: Type.String({ examples: ['登记'] }),
  /** The sentence that it was recognised in. */
  sentence: Type.String({ examples: ['接到报修后十分钟内登记'] }),
  amount: Type.String({ examples: ['10 分钟'] }),
  /** A figure is still to be filled in. */
  open: Flag,
  /** False: something had to be guessed; `why` says what. */
  sure: Flag,
  why: Type.String({ examples: ['写有时限「10 分钟」'] }),
  /** What it would promise, in one line. */
  summary: Type.String({ examples: ['「接触.受理」后，10 分钟内须有「工单.登记」'] }),
  /** Why it would not be measured once it is accepted: nobody records or states what it needs. */
  unmeasured: Nullable(Type.String({ examples: ['没有人能记录它的止「复话.开通」，所以不开始计时，要有客户档案才记得下'] })),
  /** The rule block without its fence. */
  block: Type.String({ examples: ['规则: 限度\n编号: answer-in-3-rings'] }),
})
export type Proposal = Static<typeof Proposal>
export const Proposed = Shape({
  title: Type.String({ examples: ['星河燃气客户服务手册'] }),
  source: Source,
  clauses: Count,
  proposals: Type.Array(Proposal),
  warnings: Type.Array(Type.String({ examples: ['只读了前 2000000 字'] })),
})
export type Proposed = Static<typeof Proposed>

export const handbooks = {
  listTemplates: route({
    method: 'GET',
    path: '/standard-templates',
    needs: 'standards:read',
    summary: 'Standards that come with the product',
    reply: Shape({
      items: Type.Array(
        Shape({
          name: Type.String({ examples: ['water-hotline'] }),
          title: Type.String({ examples: ['供水热线服务规范'] }),
          words: Type.String({ examples: ['三问齐备才派单，返单后一个工作日内回访'] }),
          source: Source,
          clauses: Type.Array(ClauseView),
          options: Type.Array(OptionView),
        }),
      ),
    }),
  }),
  propose: route({
    method: 'POST',
    path: '/standard-proposals',
    needs: 'standards:write',
    summary: 'Read a handbook (docx, Markdown, plain text) and propose its rules; nothing is kept',
    reads: true,
    bodyBytes: encoded + 100_000,
    body: Shape({
      name: Line(200, '客户服务手册.docx'),
      contentBase64: Type.String({
        maxLength: encoded,
        pattern: '^[A-Za-z0-9+/]*={0,2}$',
        examples: ['6ZOD5ZON5LiJ5aOw5Lul5YaF5o6l6LW344CC'],
      }),
    }),
    reply: Proposed,
  }),
}
