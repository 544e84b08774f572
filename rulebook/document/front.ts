/** Front matter: what the standard is called, what it extends, which calendar it counts by. Unknown keys are problems. */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { lookup, nearestName } from '../vocabulary/index.ts'
import type { Report, Text } from './text.ts'

export type Front = {
  standard: string | null
  title: string | null
  /** Name of the default calendar of the rules. */
  calendar: string | null
  extends: string[]
  words: Record<string, string>
  /** Where standards disagree: name of the question → alternatives in words, by name. */
  options: Record<string, Record<string, string>>
  /** Which alternative of each question this organisation has taken. */
  choices: Record<string, string>
  /** The whole document runs as record only. */
  trial: boolean
  version: string | null
  /** Where each key stands, for messages. */
  places: Record<string, Text>
}

export const frontKeys = {
  standard: { zh: '规范' },
  title: { zh: '名称' },
  calendar: { zh: '日历' },
  extends: { zh: '沿用' },
  words: { zh: '用词' },
  options: { zh: '选项' },
  choices: { zh: '取法' },
  trial: { zh: '试行' },
  version: { zh: '版本' },
  note: { zh: '说明' },
} as const
type FrontKey = keyof typeof frontKeys

/** Words by name. */
function isTable(value: unknown): value is Record<string, string> {
  return (
    !!value && typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(item => typeof item === 'string')
  )
}

/** `end` is the offset at which the body begins. */
export function readFront(source: string, report: Report): { front: Front; end: number } {
  const front: Front = {
    standard: null,
    title: null,
    calendar: null,
    extends: [],
    words: {},
    options: {},
    choices: {},
    trial: false,
    version: null,
    places: {},
  }
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/.exec(source)
  if (!match) {
    report.error({ text: source.slice(0, source.indexOf('\n') < 0 ? source.length : source.indexOf('\n')), at: 0 }, 'no-front', {
      zh: '文档开头缺少「---」之间的说明,至少写 standard: 标识',
      en: 'the document begins without front matter between `---` lines; write at least `standard: an-id`',
    })
    return { front, end: 0 }
  }
  const at = match[0].indexOf('\n') + 1
  const before = report.problems.length
  readKeys({ text: match[1] ?? '', at }, front, report)
  const readable = report.problems.slice(before).every(problem => problem.code !== 'front-unreadable')
  if (readable && !front.standard && !front.places.standard)
    report.error({ text: '---', at: 0 }, 'no-standard', {
      zh: '开头说明里缺少 standard: 标识',
      en: 'the front matter has no `standard: an-id`',
    })
  return { front, end: match[0].length }
}

function readKeys(text: Text, front: Front, report: Report): void {
  let yaml: ReturnType<typeof parseDocument>
  try {
    yaml = parseDocument(text.text, { lineCounter: new LineCounter(), prettyErrors: false, schema: 'core' })
  } catch {
    // the parser collects what it finds wrong; on what it throws instead, for example nesting beyond the stack, the text is to blame too
    report.error(text, 'front-unreadable', { zh: '开头说明读不懂', en: 'the front matter cannot be read' })
    return
  }
  for (const error of yaml.errors)
    report.error({ text: text.text.slice(error.pos[0], error.pos[1]), at: text.at + error.pos[0] }, 'front-unreadable', {
      zh: '开头说明这里读不懂',
      en: 'the front matter cannot be read here',
    })
  if (yaml.errors.length > 0) return
  if (!isMap(yaml.contents)) {
    if (yaml.contents !== null || text.text.trim())
      report.error(text, 'front-unreadable', { zh: '开头说明应是「键: 值」', en: 'the front matter must be `key: value` lines' })
    return
  }
  for (const { key, value } of yaml.contents.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const from = (isScalar(key) && key.range ? key.range[0] : 0) + text.at
    const where: Text = { text: name, at: from }
    const known = lookup<FrontKey>(frontKeys, name)
    if (!known) {
      report.error(
        where,
        'front-unknown',
        { zh: `开头说明里没有「${name}」这一项`, en: `the front matter has no key \`${name}\`` },
        nearestName(frontKeys, name),
      )
      continue
    }
    front.places[known] = where
    take(known, plain(value), where, front, report)
  }
}

function plain(value: unknown): unknown {
  try {
    return value && typeof value === 'object' && 'toJSON' in value ? (value as { toJSON: () => unknown }).toJSON() : null
  } catch (error) {
    // an alias without its anchor, or too many aliases
    if (!(error instanceof ReferenceError)) throw error
    return null
  }
}

function take(key: FrontKey, value: unknown, where: Text, front: Front, report: Report): void {
  const wrong = (zh: string, en: string) =>
    report.error(where, 'front-value', { zh: `「${where.text}」${zh}`, en: `\`${where.text}\` ${en}` })
  const word = (typeof value === 'string' && value.trim() !== '') || typeof value === 'number' ? String(value).trim() : null
  switch (key) {
    case 'standard':
      if (word && /^[a-z][a-z0-9-]{0,63}$/.test(word)) front.standard = word
      else wrong('只能用小写字母、数字和连字符,以字母开头', 'takes lower-case letters, digits and hyphens, a letter first')
      break
    case 'title':
    case 'calendar':
    case 'version':
      if (word) front[key] = word
      else wrong('后面要写一个词', 'takes one word')
      break
    case 'extends': {
      const list = typeof value === 'string' ? [value] : value
      if (Array.isArray(list) && list.every(item => typeof item === 'string')) front.extends = list
      else wrong('后面要写规范的标识,可以有几个:[甲, 乙]', 'takes ids of standards: [a, b]')
      break
    }
    case 'words':
    case 'choices':
      if (isTable(value)) front[key] = { ...value }
      else if (key === 'words') wrong('后面要写 { 词: 叫法 }', 'takes { word: name }')
      else wrong('后面要写 { 选项: 取法 }', 'takes { option: alternative }')
      break
    case 'options': {
      const lists = value && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : []
      if (lists.length > 0 && lists.every(([, list]) => isTable(list) && Object.keys(list).length > 1))
        front.options = Object.fromEntries(lists.map(([name, list]) => [name, { ...list }]))
      else
        wrong(
          '后面要写 选项: { 取法: 说明, 取法: 说明 }，每个选项至少两种取法',
          'takes option: { alternative: words, … }, two or more for each',
        )
      break
    }
    case 'trial':
      if (typeof value === 'boolean') front.trial = value
      else if (value === '是' || value === '否') front.trial = value === '是'
      else wrong('后面写 true 或 false', 'takes true or false')
      break
    case 'note':
      break
  }
}
