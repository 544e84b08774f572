/** The numbers that Word counts for its paragraphs: 第一条, 一、, （二）, 1.2, ①. They stand nowhere in the text. */

type Level = { format: string; text: string; start: number }
/** Levels by number of the list; lists that share an abstract one count together. */
export type Numbering = Map<string, { abstract: string; levels: Level[] }>

export function numberingOf(xml: string): Numbering {
  const abstracts = new Map<string, Level[]>()
  for (const inner of elementsOf(xml, 'abstractNum')) {
    const id = /w:abstractNumId="(\d+)"/.exec(inner)?.[1]
    const levels: Level[] = []
    for (const level of elementsOf(inner, 'lvl')) {
      const ilvl = /w:ilvl="(\d)"/.exec(level)?.[1]
      if (ilvl === undefined) continue
      levels[Number(ilvl)] = {
        format: /<w:numFmt w:val="([^"]*)"/.exec(level)?.[1] ?? 'decimal',
        text: /<w:lvlText w:val="([^"]{0,40})"/.exec(level)?.[1] ?? '',
        start: Number(/<w:start w:val="(\d{1,4})"/.exec(level)?.[1] ?? 1),
      }
    }
    if (id) abstracts.set(id, levels)
  }
  const lists: Numbering = new Map()
  for (const inner of elementsOf(xml, 'num')) {
    const id = /w:numId="(\d+)"/.exec(inner)?.[1]
    const abstract = /<w:abstractNumId w:val="(\d+)"/.exec(inner)?.[1]
    if (id && abstract) lists.set(id, { abstract, levels: abstracts.get(abstract) ?? [] })
  }
  return lists
}

/** Every element of a name from after `<w:name ` to its end, in one pass however it is nested or broken. */
export function elementsOf(xml: string, name: string): string[] {
  return xml
    .split(`<w:${name} `)
    .slice(1)
    .map(chunk => {
      const end = chunk.indexOf(`</w:${name}>`)
      return end < 0 ? chunk : chunk.slice(0, end)
    })
}

/** The label of the next paragraph of a list; empty for bullets. */
export function numbersOf(lists: Numbering): (numId: string, ilvl: number) => string {
  const counts = new Map<string, number[]>()
  return (numId, ilvl) => {
    const list = lists.get(numId)
    const level = list?.levels[ilvl]
    if (!list || !level) return ''
    const own = counts.get(list.abstract) ?? []
    counts.set(list.abstract, own)
    own[ilvl] = (own[ilvl] ?? level.start - 1) + 1
    own.length = ilvl + 1
    if (level.format === 'bullet' || level.format === 'none') return ''
    return level.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const inner = list.levels[at]
      return figure(own[at] ?? inner?.start ?? 1, inner?.format ?? 'decimal')
    })
  }
}

function figure(count: number, format: string): string {
  if (/chinese|ideograph|japaneseCounting|taiwanese/i.test(format)) return chinese(count)
  if (/enclosedCircle/i.test(format) && count <= 20) return String.fromCodePoint(0x2460 + count - 1)
  if (/letter/i.test(format) && count <= 26) return String.fromCharCode((/upper/i.test(format) ? 64 : 96) + count)
  return String(count)
}

function chinese(count: number): string {
  const digits = '零一二三四五六七八九'
  if (count <= 0 || count > 999) return String(count)
  const [hundreds, tens, ones] = [Math.floor(count / 100), Math.floor(count / 10) % 10, count % 10]
  const head = hundreds > 0 ? `${digits[hundreds]}百${tens === 0 && ones > 0 ? '零' : ''}` : ''
  const middle = tens === 0 ? '' : `${tens === 1 && hundreds === 0 ? '' : digits[tens]}十`
  return `${head}${middle}${ones === 0 ? '' : digits[ones]}`
}
