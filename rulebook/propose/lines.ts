/** A handbook as it came, cut into numbered pieces: chapters, articles, items and plain paragraphs. */

export type Piece = {
  /** As printed: 第三条, 一、, （二）, 3.6, (1), ①; empty without a number. */
  label: string
  /** Depth of a heading, 2 to 6; 0 for text that stands below one. */
  level: number
  /** What stands in the line of the heading. */
  title: string
  /** What stands below it, or the whole item. */
  text: string
}

const han = '\\p{Script=Han}'
const numeral = '[一二三四五六七八九十百零〇]{1,4}'
/** Ways of numbering, outermost first where the document does not say otherwise. */
const styles: [name: string, pattern: RegExp][] = [
  ['part', new RegExp(`^第\\s*(?:${numeral}|\\d{1,3})\\s*[编篇部](?!门|分)`, 'u')],
  ['chapter', new RegExp(`^第\\s*(?:${numeral}|\\d{1,3})\\s*章`, 'u')],
  ['section', new RegExp(`^第\\s*(?:${numeral}|\\d{1,3})\\s*节`, 'u')],
  ['article', new RegExp(`^第\\s*(?:${numeral}|\\d{1,3})\\s*[条款](?![规所中的])`, 'u')],
  ['han', new RegExp(`^${numeral}\\s*[、．.](?!\\s*[一二三四五六七八九十]、)`, 'u')],
  ['paren-han', new RegExp(`^[（(]\\s*${numeral}\\s*[)）]、?`, 'u')],
  ['d4', /^\d{1,2}(?:\.\d{1,2}){3}(?!\d|\.\d)[.、．]?/u],
  ['d3', /^\d{1,2}(?:\.\s?\d{1,2}){2}(?!\d|\.\d)[.、．]?/u],
  ['d2', /^\d{1,2}\.\d{1,2}(?![\d%‰～~]|\.\d|\s*[-—]\s*\d|\s*(?:元|分|米|倍|厘|寸|公|万|小时|㎡|P))[.、．]?/u],
  ['circle', /^[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]/u],
  ['paren', /^(?:[（(]\s*\d{1,2}\s*[)）]、?|\d{1,2}\s*[)）])/u],
  ['arabic', /^\d{1,2}\s*(?:、|[.．](?!\d))/u],
  [
    'bare',
    new RegExp(
      `^\\d{1,2}(?=\\s+${han}|${han})(?!\\s*(?:个|名|人|分|小|天|日|月|年|次|元|点|号|层|张|份|位|米|公|种|项|级|寸|声|秒|周|千|万|倍|多|余|户|家|台|件|度|条|至|到|以|岁))`,
      'u',
    ),
  ],
]
const outer = ['part', 'chapter', 'section', 'article']
const neverHeading = new Set(['circle', 'paren'])

/** Places inside a line where a new number begins: after a full stop, or 1.2 after a Chinese character. */
const inline = new RegExp(
  [
    `(?<=[。；;：:！!？?”"）)\\]】\\s])(?=第\\s*(?:${numeral}|\\d{1,3})\\s*[章节条](?![规所中的]))`,
    `(?<=[。；;：:！!？?”"\\s])(?=${numeral}、|[（(]\\s*(?:${numeral}|\\d{1,2})\\s*[)）]|[①-⑳])`,
    `(?<=[。；;：:！!？?”"）)])\\s*(?=\\d{1,2}(?:\\.\\d{1,2}){0,3}\\s*(?:[、)）]|[.．]?\\s*(?=${han}|[“"])))`,
    `(?<=${han})(?=\\d\\.\\d{1,2}(?:\\.\\d{1,2})?\\s+${han})`,
    `(?<=[\\p{Script=Han}：:]\\s)(?=\\d{1,2}\\.\\d{1,2}(?:\\.\\d{1,2})?\\s+${han})`,
    `(?<=\\s)(?=\\d{1,2}[、)）]\\s*(?=${han}|[“"]))`,
  ].join('|'),
  'gu',
)

/** Pieces of plain text, in order. A line may hold many. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  const open: string[] = []
  for (const raw of joined(text.split(/\r\n|[\n\r\u2028\u2029\f\v]/u))) {
    const line = raw.replace(/[ \t\u3000\u00a0]+/g, ' ').trim()
    for (const part of line.length < 24 ? [line] : split(line)) {
      const trimmed = part.trim()
      if (trimmed !== '') pieces.push(pieceOf(trimmed, open))
    }
  }
  return pieces
}

/** A line that breaks off in the middle of a sentence goes on in the next; a page number may stand between. */
function joined(lines: string[]): string[] {
  const out: string[] = []
  let running: string[] = []
  let blank = false
  for (const line of lines) {
    const next = line.trim()
    if (next === '') {
      blank = true
      continue
    }
    const last = running.at(-1) ?? ''
    const broken = /[，,、（(《]$/.test(last) && last.length >= 20 && !blank
    const quote = last.lastIndexOf('“') > last.lastIndexOf('”') && /[\p{Script=Han}，,、]$/u.test(last)
    const lead = /[时后][：:][^“。！？]{2,30}[\p{Script=Han}]$/u.test(last) && /^[^“]{0,10}“/.test(next)
    const paged = last.length > 150 && /[\p{Script=Han}，,、\d]$/u.test(last) && /^\d{1,2}、/.test(next)
    if (paged) running.push(next.replace(/^\d{1,2}、/, ''))
    else if ((broken || quote || lead) && !styleOf(next)) running.push(next)
    else {
      if (running.length > 0) out.push(running.join(''))
      running = [next]
    }
    blank = false
  }
  if (running.length > 0) out.push(running.join(''))
  return out
}

function split(line: string): string[] {
  const parts: string[] = []
  let from = 0
  for (const { index, 0: gap } of line.matchAll(inline)) {
    const rest = line.slice(index + gap.length, index + gap.length + 24)
    const style = styleOf(rest)
    if (!style || index <= from) continue
    parts.push(line.slice(from, index))
    from = index
  }
  parts.push(line.slice(from))
  return parts
}

function styleOf(text: string): { name: string; label: string } | null {
  for (const [name, pattern] of styles) {
    const match = pattern.exec(text)
    if (match) return { name, label: match[0].trim() }
  }
  return null
}

/** A short line without a number or a stop that names a document: what follows belongs to it. */
const bareTitle =
  /^[^。；;，,：:！!？?“”"|]*(?:规范|标准|规定|制度|办法|细则|手册|守则|指引|须知|职责|总则|附则|准则|规程|体系)$/u

function pieceOf(text: string, open: string[]): Piece {
  const style = styleOf(text)
  const plain: Piece = { label: '', level: 0, title: '', text }
  if (!style) {
    if (!bareTitle.test(text) || text.length > 24) return plain
    open.length = 0
    return { label: '', level: 2, title: text, text: '' }
  }
  const rest = text.slice(text.indexOf(style.label) + style.label.length).trim()
  const item: Piece = { label: style.label, level: 0, title: '', text: rest }
  if (neverHeading.has(style.name)) return item
  const { title, body } = titleOf(rest)
  const short = body === '' && title !== ''
  if (style.name === 'bare' && !short) return item
  if ((style.name === 'arabic' || style.name === 'paren-han') && !short) return item
  return { label: style.label, level: levelOf(style.name, open), title, text: body }
}

/** What can stand as a heading; a whole sentence stays below the number. */
function titleOf(rest: string): { title: string; body: string } {
  if (/(?:下列|以下|如下)[^。]*[：:]?$/.test(rest) && rest.length <= 60) return { title: '', body: rest }
  if (!/[。；;！!？?，,“”"…]/.test(rest) && rest.length <= 36 && !/[：:]./.test(rest)) {
    const word = /^(\S{2,12}) (\S.*)$/.exec(rest)
    return word && rest.length > 24 ? { title: word[1]!, body: word[2]! } : { title: rest.replace(/[：:]$/, ''), body: '' }
  }
  const head = /^([\p{Script=Han}A-Za-z（）()/、]{2,16})([：:]\s*| )(\S.*)$/u.exec(rest)
  const [, word = '', gap = '', body = ''] = head ?? []
  // 一般故障 12 小时内处理 is a sentence with a space before its figure, no heading.
  const spaced = gap === ' ' && (!/^[\p{Script=Han}“]/u.test(body) || /[应须需必在提不可将为达超]/.test(word))
  const leads = /[时后语]$|下列|以下|如下|不得|禁止|严禁|话术|包括|内容$/.test(word) || /^[“「"]/.test(body)
  return head && !spaced && !leads ? { title: word, body } : { title: '', body: rest }
}

/** A style that is open closes those opened within it; a new one goes one deeper. */
function levelOf(style: string, open: string[]): number {
  const at = open.indexOf(style)
  if (at >= 0) open.length = at + 1
  else {
    const rank = outer.indexOf(style)
    if (rank >= 0) {
      while (open.length > 0 && (outer.indexOf(open.at(-1)!) < 0 || outer.indexOf(open.at(-1)!) > rank)) open.pop()
    } else if (/^d\d$/.test(style)) {
      while (open.length > 0 && /^d\d$/.test(open.at(-1)!) && open.at(-1)! > style) open.pop()
    }
    open.push(style)
  }
  return Math.min(6, open.length + 1)
}
