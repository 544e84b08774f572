/** From a handbook to a draft of a standard: headings and clauses kept, a proposed rule below each sentence that reads like one. */
import { readFront, reportOn } from '../document/index.ts'
import { cutText, events, type Kind, nameOf } from '../vocabulary/index.ts'
import { blockOf, type Draft, oneLine } from './draft.ts'
import { actsIn } from './ends.ts'
import { idsOf } from './ids.ts'
import { isMarkdown, type Part, partsOf, partsOfMarkdown } from './outline.ts'
import { type Placed, recognise } from './recognise.ts'
import type { Target } from './sums.ts'

export type Proposal = {
  id: string
  kind: Kind
  /** Number and title of the heading that it stands below; empty above the first one. */
  clauseNumber: string
  clauseTitle: string
  /** The sentence that it comes from, and its offsets in `source`. */
  sentence: string
  from: number
  to: number
  /** The figure in words: 10 分钟, 3 声, >= 98%; 待定 where the handbook has none. */
  amount: string
  open: boolean
  /** Whether what it listens to stands in the sentence; otherwise `why` says what was guessed. */
  sure: boolean
  why: { zh: string; en: string }
  /** The rule block with its fences, and its offsets in `source`. */
  block: string
  blockFrom: number
  blockTo: number
}
type Warning = { code: 'cut' | 'nothing' | 'loose-target' | 'many'; zh: string; en: string }
export type Proposed = { title: string; source: string; clauses: number; proposals: Proposal[]; warnings: Warning[] }

/** UTF-16 units that are read; a handbook of a thousand pages has fewer. */
const LONGEST = 2_000_000
/** Rules before and after a target among which the one that it measures is looked for. */
const reach = 150
/** More rules than a person would walk through. */
const most = 3000

/** Never throws. The result passes the checker; every rule in it is proposed and runs only after a person accepts it. */
export function propose(input: string, options: { title?: string } = {}): Proposed {
  const warnings: Warning[] = []
  let text = cleaned(typeof input === 'string' ? input : '')
  if (text.length > LONGEST) {
    warnings.push({ code: 'cut', zh: `只读了前 ${LONGEST} 字`, en: `only the first ${LONGEST} characters were read` })
    text = cutText(text, LONGEST)
  }
  const { body, front } = splitFront(text)
  const parts = isMarkdown(body) ? partsOfMarkdown(body) : partsOf(body)
  const title = oneLine(options.title || titleIn(parts, front) || '服务规范', 60) || '服务规范'
  const [first] = parts
  // The line that gives the title is the title, not a paragraph below it.
  if (first && first.level !== 1 && first.label === '' && first.read.trim() === title)
    parts[0] = { ...first, markdown: `# ${title}`, readAt: 2, level: 1, title }
  const found = recognise(parts)
  if (found.length > most) {
    warnings.push({ code: 'many', zh: `只列出前 ${most} 条`, en: `only the first ${most} are listed` })
    found.length = most
  }
  const made = write(parts, found, frontOf(front, title, text), title, warnings)
  if (made.proposals.length === 0)
    warnings.push({
      code: 'nothing',
      zh: '没有认出可以执行的规则，全文保留为正文',
      en: 'nothing was recognised; everything stays prose',
    })
  return { title, ...made, warnings }
}

/** Control characters and halves of surrogate pairs are no text. */
function cleaned(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\uFEFF\u200b]/gu, char => (/\s/.test(char) && char !== '\uFEFF' ? char : ''))
}

type FrontText = { raw: string; title: string | null } | null

/** Front matter that is there and right is kept as it is. */
function splitFront(text: string): { body: string; front: FrontText } {
  if (!text.startsWith('---')) return { body: text, front: null }
  const report = reportOn(text.slice(0, 20_000))
  const { front, end } = readFront(text.slice(0, 20_000), report)
  const right =
    end > 0 &&
    front.standard !== null &&
    front.extends.length === 0 &&
    !report.problems.some(({ severity }) => severity === 'error')
  if (end === 0) return { body: text, front: null }
  return {
    body: text.slice(end),
    front:
      right && (front.calendar === null || /^(natural|cn-office|cn-hotline|cn-counter)$/.test(front.calendar))
        ? { raw: text.slice(0, end).trimEnd(), title: front.title }
        : null,
  }
}

const trades: readonly [RegExp, string][] = [
  [/供水|水务|自来水/, 'water'],
  [/燃气|天然气|煤气/, 'gas'],
  [/供热|供暖|热力|采暖/, 'heating'],
  [/银行|储蓄|网点/, 'bank'],
  [/医院|门诊|患者/, 'hospital'],
  [/物业|小区|业主/, 'property'],
  [/电信|通信|移动|宽带/, 'telecom'],
  [/商场|购物|商户/, 'mall'],
]

function frontOf(front: FrontText, title: string, text: string): string {
  if (front) return front.raw
  const trade = (trades.find(([words]) => words.test(title)) ?? trades.find(([words]) => words.test(text.slice(0, 4000))))?.[1]
  return [
    '---',
    `standard: ${trade ? `${trade}-service` : 'service-standard'}`,
    `title: ${JSON.stringify(title)}`,
    'calendar: cn-office',
    '---',
  ].join('\n')
}

function titleIn(parts: readonly Part[], front: FrontText): string | null {
  if (front?.title) return front.title
  const top = parts.slice(0, 40).find(part => part.level === 1 && part.title !== '')
  if (top) return top.title
  const first = parts.find(part => part.read.trim() !== '')
  const plain = first?.read.trim().replace(/\.(?:docx?|pdf|txt|md)[\w]*$/i, '') ?? ''
  return first && first.label === '' && plain.length <= 40 && !/[。；，,:：]/.test(plain) ? plain : null
}

function write(parts: readonly Part[], found: readonly Placed[], front: string, title: string, warnings: Warning[]) {
  const idOf = idsOf(idsIn(parts))
  const named = found.map(item => ({ ...item, id: idOf(item.draft.word) }))
  const drafts = named.flatMap((item, i) => {
    const draft =
      'about' in item.draft ? measured(item.draft, item, named.slice(Math.max(0, i - reach), i + reach), warnings) : item.draft
    return draft ? [{ ...item, draft }] : []
  })
  const byPart = new Map<number, typeof drafts>()
  for (const item of drafts) {
    const list = byPart.get(item.part)
    if (list) list.push(item)
    else byPart.set(item.part, [item])
  }
  const chunks: string[] = []
  let length = 0
  const add = (chunk: string) => {
    chunks.push(chunk)
    length += chunk.length
  }
  add(`${front}\n`)
  if (!parts.some(part => part.level === 1)) add(`\n# ${title}\n`)
  const proposals: Proposal[] = []
  let heading: Part | null = null
  for (const [i, part] of parts.entries()) {
    if (part.level > 0) heading = part
    add('\n')
    const at = length + part.readAt
    add(`${part.markdown}\n`)
    for (const { id, draft, sentence } of byPart.get(i) ?? []) {
      const block = blockOf(draft, id)
      add('\n')
      proposals.push({
        id,
        kind: draft.kind,
        clauseNumber: heading?.label ?? '',
        clauseTitle: heading?.title ?? '',
        sentence: sentence.text,
        from: at + sentence.at,
        to: at + sentence.at + sentence.text.length,
        amount: draft.amount,
        open: draft.lines.some(([, value]) => value === '待定'),
        sure: draft.sure,
        why: draft.why,
        block,
        blockFrom: length,
        blockTo: length + block.length,
      })
      add(`${block}\n`)
    }
  }
  return { source: chunks.join(''), clauses: parts.filter(part => part.level > 1).length, proposals }
}

/** Ids of rules that stand in the handbook already. */
function idsIn(parts: readonly Part[]): string[] {
  return parts.flatMap(part => [...part.markdown.matchAll(/^\s*(?:编号|id)\s*[:：]\s*(\S+)/gm)].map(match => match[1]!))
}

/** A target says which rules it measures: the nearest one of its own clause, or the nearest before it. */
function measured(draft: Target, at: Placed, all: readonly (Placed & { id: string })[], warnings: Warning[]): Draft | null {
  const kinds: Kind[] = draft.clock ? ['deadline', 'cadence'] : ['deadline', 'cadence', 'limit', 'require']
  const able = all.filter(item => kinds.includes(item.draft.kind) && !('about' in item.draft))
  const same = able.filter(item => item.part === at.part)
  const named =
    [actsIn(draft.about), actsIn(at.sentence.text)]
      .find(list => list.length > 0)
      ?.map(({ event }) => nameOf(events, event, 'zh')) ?? []
  const matching = able.filter(({ draft: { lines } }) =>
    lines.some(([key, value]) => (key === 'to' || key === 'on') && named.some(name => value.includes(name))),
  )
  const own = matching.length > 0 ? matching : same.length > 0 ? same : able.filter(item => item.clause === at.clause)
  const nearest = (list: typeof able) =>
    list.reduce<(typeof able)[number] | null>(
      (best, item) => (best && Math.abs(best.part - at.part) <= Math.abs(item.part - at.part) ? best : item),
      null,
    )
  const chosen = nearest(own) ?? nearest(able)
  if (!chosen) {
    warnings.push({
      code: 'loose-target',
      zh: `「${draft.about}${draft.amount}」没有可以计量的规则，留作正文`,
      en: `there is no rule that ${draft.amount} could measure; it stays prose`,
    })
    return null
  }
  const sure = own.length === 1 || matching.length > 0
  return {
    ...draft,
    lines: [draft.lines[0]!, ['of', chosen.id], ...draft.lines.slice(1)],
    sure,
    why: sure
      ? draft.why
      : { zh: `${draft.why.zh}；量的是哪一条是猜的，请改`, en: `${draft.why.en}; which rule it measures is a guess` },
  }
}
