/**
 * Word documents as lines of text: headings, paragraphs with the numbers that Word counts for them, tables by row.
 * One pass over the XML, so that time and memory stay bounded whatever the file holds; deleted text, notes and pictures are left out.
 */
import { elementsOf, type Numbering, numberingOf, numbersOf } from './docx-numbers.ts'
import { openZip } from './zip.ts'

/** Bytes of XML when unpacked; a handbook of five hundred pages has fewer. */
const LARGEST_XML = 16 * 1024 * 1024

export function docxText(bytes: Buffer): string | { problem: 'docx' | 'large' } {
  const zip = openZip(bytes)
  const body = zip?.read('word/document.xml', LARGEST_XML)
  if (body === 'large') return { problem: 'large' }
  if (!zip || !body) return { problem: 'docx' }
  const part = (name: string) => {
    const found = zip.read(name, LARGEST_XML / 4)
    return Buffer.isBuffer(found) ? found.toString('utf8') : ''
  }
  return textOf(body.toString('utf8'), stylesOf(part('word/styles.xml')), numberingOf(part('word/numbering.xml')))
}

type Style = { level: number; numId: string | null; ilvl: number; base: string | null }

/** Styles of paragraphs: which are headings, and which count themselves. */
function stylesOf(xml: string): Map<string, Style> {
  const styles = new Map<string, Style>()
  for (const inner of elementsOf(xml, 'style')) {
    const id = /w:styleId="([^"]*)"/.exec(inner)?.[1]
    if (!id) continue
    const name = /<w:name w:val="([^"]*)"/.exec(inner)?.[1] ?? ''
    const outline = /<w:outlineLvl w:val="(\d)"/.exec(inner)?.[1]
    const heading = /^(?:heading|标题)\s*(\d)/i.exec(name)?.[1]
    const level = heading
      ? Number(heading)
      : outline && Number(outline) < 6
        ? Number(outline) + 1
        : /^(?:title|标题)$/i.test(name)
          ? 1
          : 0
    styles.set(id, {
      level,
      numId: /<w:numId w:val="(\d+)"/.exec(inner)?.[1] ?? null,
      ilvl: Number(/<w:ilvl w:val="(\d)"/.exec(inner)?.[1] ?? 0),
      base: /<w:basedOn w:val="([^"]*)"/.exec(inner)?.[1] ?? null,
    })
  }
  return styles
}

type Line = { text: string; level: number }

function textOf(xml: string, styles: Map<string, Style>, numbering: Numbering): string {
  const lines: Line[] = []
  const next = numbersOf(numbering)
  const rows: string[][] = []
  let cell = ''
  let text = ''
  let style: string | null = null
  let numId: string | null = null
  let ilvl: number | null = null
  // One tag or one run of text after the other; nothing is nested in memory but the tables that are open.
  for (const match of xml.matchAll(/<(\/?)w:(p|t|tab|br|cr|noBreakHyphen|tc|tr|pStyle|numId|ilvl)(\s[^<>]*)?>([^<]*)/g)) {
    const [, close, tag, attributes = '', after] = match as unknown as [string, string, string, string | undefined, string]
    const value = /w:val="([^"]*)"/.exec(attributes)?.[1] ?? ''
    if (tag === 't') text += close || attributes.endsWith('/') ? '' : unescaped(after)
    else if (tag === 'tab') text += ' '
    else if (tag === 'noBreakHyphen') text += '-'
    else if (tag === 'br' || tag === 'cr') text += rows.length > 0 ? ' ' : '\n'
    else if (tag === 'pStyle') style = value
    else if (tag === 'numId') numId = value
    else if (tag === 'ilvl') ilvl = Number(value)
    else if (tag === 'p' && !close) {
      ;[text, style, numId, ilvl] = ['', null, null, null]
    } else if (tag === 'p') {
      const own = style === null ? undefined : inherited(styles, style)
      const counted = numId ?? own?.numId ?? null
      const label = counted && counted !== '0' && text.trim() !== '' ? next(counted, ilvl ?? own?.ilvl ?? 0) : ''
      const line = `${label}${label !== '' && /[\p{L}\p{N}]$/u.test(label) ? ' ' : ''}${text.trim()}`
      if (rows.length > 0) cell = [cell, line].filter(word => word !== '').join(' ')
      else if (line !== '') lines.push({ text: line, level: own?.level ?? 0 })
      text = ''
    } else if (tag === 'tr' && !close) rows.push([])
    else if (tag === 'tc' && close) {
      rows.at(-1)?.push(cell.replace(/\s+/g, ' ').trim())
      cell = ''
    } else if (tag === 'tr') {
      const cells = rows.pop()?.filter(word => word !== '') ?? []
      if (cells.length > 0) lines.push({ text: cells.join(' | '), level: 0 })
    }
  }
  return written(lines)
}

function inherited(styles: Map<string, Style>, id: string): Style | undefined {
  const own = styles.get(id)
  const base = own?.base ? styles.get(own.base) : undefined
  return own && { ...own, level: own.level || base?.level || 0, numId: own.numId ?? base?.numId ?? null }
}

const numbered =
  /^(?:第\s*[\d一二三四五六七八九十百]+\s*[章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+(?:\.\d+)+)/

/** Headings as Markdown, unless the clauses number themselves: then their numbers say more than the looks. */
function written(lines: Line[]): string {
  const headed = lines.some(({ level }) => level > 0)
  const own = lines.filter(({ text, level }) => level === 0 && numbered.test(text)).length
  const marks = headed && own < 3
  return lines
    .map(({ text, level }) => (marks && level > 0 ? `${'#'.repeat(Math.min(6, level))} ${text.replace(/\n/g, ' ')}` : text))
    .join('\n\n')
}

function unescaped(text: string): string {
  return text.replace(
    /&(?:(lt|gt|quot|amp|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name) return { lt: '<', gt: '>', quot: '"', amp: '&', apos: "'" }[name]!
      const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
