/** Lines of a Markdown text, and what a line alone says of the block that it begins. */

/** `to` is the offset of its line break; `indent` counts columns, a tab to the next multiple of four. */
export type Line = { from: number; to: number; text: string; indent: number }

export function linesOf(body: string): Line[] {
  const lines: Line[] = []
  let from = 0
  for (const { index, 0: end } of body.matchAll(/\r\n|\n|\r/g)) {
    lines.push(lineOf(body, from, index))
    from = index + end.length
  }
  lines.push(lineOf(body, from, body.length))
  return lines
}

function lineOf(body: string, from: number, to: number): Line {
  let indent = 0
  let at = from
  for (; at < to; at++) {
    if (body[at] === ' ') indent++
    else if (body[at] === '\t') indent += 4 - (indent % 4)
    else break
  }
  return { from, to, text: body.slice(from, to), indent }
}

export const isBlank = ({ text, indent }: Line): boolean => text.length <= indent && /^[ \t]*$/.test(text)
/** Deeper lines are code, or belong to an item above. */
const isOuter = ({ indent }: Line): boolean => indent < 4

const atx = /^ {0,3}(#{1,6})(?:[ \t]|$)/
export const headingDepth = (line: Line): number => atx.exec(line.text)?.[1]?.length ?? 0

/** `===` or `---` below a paragraph makes it a heading. */
export const underlineDepth = ({ text }: Line): 0 | 1 | 2 => {
  if (/^ {0,3}=+[ \t]*$/.test(text)) return 1
  return /^ {0,3}-+[ \t]*$/.test(text) ? 2 : 0
}

export const isRuler = ({ text }: Line): boolean => /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(text)

/** What stands in the line of a heading, without its marks. */
export const headingText = (line: Line): string =>
  line.text
    .trim()
    .replace(/^#{1,6}/, '')
    .trim()
    .replace(/(?:^|(?<=[ \t]))#+$/, '')
    .trim()

export type Fence = { mark: string; info: string }

/** The fence that a line opens. */
export function fenceOf(line: Line): Fence | null {
  if (!isOuter(line)) return null
  const match = /^ *(?:(`{3,})([^`]*)|(~{3,})(.*))$/.exec(line.text)
  return match ? { mark: (match[1] ?? match[3])!, info: (match[2] ?? match[4])!.trim() } : null
}

export function closesFence(line: Line, { mark }: Fence): boolean {
  const text = line.text.trim()
  return isOuter(line) && text.length >= mark.length && text === mark[0]!.repeat(text.length)
}

export const isRuleFence = ({ info }: Fence): boolean =>
  /^(?:rule|规则)$/.test(info.split(/[ \t]/)[0]!.normalize('NFKC').toLowerCase())

/** HTML that goes on over blank lines, with what ends it. */
const longHtml: readonly [RegExp, RegExp][] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[ \t>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<![a-z]/i, />/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
]

/** The end of the HTML that a line begins, null when it begins none that goes on over blank lines. */
export function longHtmlEnd({ text }: Line): RegExp | null {
  if (!/^ {0,3}</.test(text)) return null
  return longHtml.find(([opening]) => opening.test(text))?.[1] ?? null
}

export const mayBeHtml = ({ text }: Line): boolean => /^ {0,3}<[/a-z]/i.test(text)
export const mayBeContainer = ({ text }: Line): boolean => /^[ \t]*(?:>|[-*+](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$))/.test(text)
export const mayBeDefinition = ({ text }: Line): boolean => /^ {0,3}\[/.test(text)
export const hasFence = ({ text }: Line): boolean => text.includes('```') || text.includes('~~~')
