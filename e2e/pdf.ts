/** What stands in a PDF of the browser: its pages and their words, read without a library. */
import { inflateSync } from 'node:zlib'

export type Pdf = { pages: number; size: [number, number]; text: string }

/** For the files that Chromium writes: no object streams, fonts with a map from glyphs to Unicode, glyph numbers of one or two bytes as hexadecimal. */
export function readPdf(bytes: Buffer): Pdf {
  const source = bytes.toString('latin1')
  const objects = new Map<string, { head: string; body: string }>()
  for (const found of source.matchAll(/(?:^|\n)(\d+) 0 obj\b([\s\S]*?)endobj/g)) objects.set(found[1]!, split(found[2]!))
  const heads = [...objects.values()].map(o => o.head)
  const pages = heads.filter(head => /\/Type\s*\/Page\b/.test(head))
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(pages[0] ?? '')
  return {
    pages: pages.length,
    size: [Math.round(Number(box?.[1])), Math.round(Number(box?.[2]))],
    text: pages.map(page => textOf(page, objects)).join('\n'),
  }
}

type Objects = Map<string, { head: string; body: string }>

function split(whole: string): { head: string; body: string } {
  const at = whole.indexOf('stream')
  if (at < 0) return { head: whole, body: '' }
  const head = whole.slice(0, at)
  const raw = Buffer.from(whole.slice(at + 6).replace(/^\r?\n/, ''), 'latin1')
  if (!/\/FlateDecode/.test(head)) return { head, body: raw.toString('latin1') }
  // pictures and fonts are no text; whatever does not open is left out
  try {
    return { head, body: inflateSync(raw).toString('latin1') }
  } catch {
    return { head, body: '' }
  }
}

function textOf(page: string, objects: Objects): string {
  const resources = nested(page, 'Resources', objects)
  const fonts = new Map<string, Font>()
  for (const [, name, ref] of nested(resources, 'Font', objects).matchAll(/\/(\w+)\s+(\d+) 0 R/g)) {
    const map = /\/ToUnicode\s+(\d+) 0 R/.exec(objects.get(ref!)?.head ?? '')
    if (map) fonts.set(name!, glyphsOf(objects.get(map[1]!)?.body ?? ''))
  }
  const body = [...(/\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(page)?.[1] ?? '').matchAll(/(\d+) 0 R/g)]
    .map(([, ref]) => objects.get(ref!)?.body ?? '')
    .join('\n')
  let font = none
  let text = ''
  for (const [, name, shown] of body.matchAll(/\/(\w+)\s+[\d.]+\s+Tf|((?:<[0-9A-Fa-f]+>|\[[^\]]*\])\s*T[jJ])/g)) {
    if (name) font = fonts.get(name) ?? none
    for (const [, codes] of (shown ?? '').matchAll(/<([0-9A-Fa-f]+)>/g))
      text += (codes!.toUpperCase().match(font.width === 2 ? /../g : /.{4}/g) ?? [])
        .map(code => font.glyphs.get(code) ?? '')
        .join('')
  }
  return text
}

/** A dictionary that stands in another one, or that it points to. */
function nested(head: string, name: string, objects: Objects): string {
  const at = new RegExp(`/${name}\\s*(?:(\\d+) 0 R|(<<))`).exec(head)
  if (!at) return ''
  if (at[1]) return objects.get(at[1])?.head ?? ''
  const from = at.index
  let depth = 0
  for (let i = head.indexOf('<<', from); i < head.length; i++) {
    if (head.startsWith('<<', i)) depth += 1
    else if (head.startsWith('>>', i) && --depth === 0) return head.slice(from, i + 2)
    else continue
    i += 1
  }
  return head.slice(from)
}

type Font = { width: number; glyphs: Map<string, string> }
const none: Font = { width: 4, glyphs: new Map() }

function glyphsOf(cmap: string): Font {
  const glyphs = new Map<string, string>()
  const width = /begincodespacerange\s*<(\w+)>/.exec(cmap)?.[1]?.length ?? 4
  const letters = (hex: string) => String.fromCharCode(...(hex.match(/.{1,4}/g) ?? []).map(h => Number.parseInt(h, 16)))
  const hex = (code: number) => code.toString(16).toUpperCase().padStart(width, '0')
  for (const [, part] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code, to] of part!.matchAll(/<(\w+)>\s*<(\w+)>/g)) glyphs.set(code!.toUpperCase(), letters(to!))
  for (const [, part] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, to, first] of part!.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w{4})>/g))
      for (let code = Number.parseInt(from!, 16), i = 0; code <= Number.parseInt(to!, 16); code++, i++)
        glyphs.set(hex(code), String.fromCharCode(Number.parseInt(first!, 16) + i))
  return { width, glyphs }
}
