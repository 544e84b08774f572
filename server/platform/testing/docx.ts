/** Small Word documents for tests: paragraphs, styles and numbers as Word writes them, packed without compression. */
export const paragraph = (text: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
export const heading = (text: string, level = 1): string => paragraph(text, `<w:pStyle w:val="h${level}"/>`)
export const counted = (text: string, level = 0): string =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`)
export const table = (...rows: string[][]): string =>
  `<w:tbl>${rows.map(row => `<w:tr>${row.map(cell => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`

const styles = `<w:styles>${[1, 2, 3].map(n => `<w:style w:type="paragraph" w:styleId="h${n}"><w:name w:val="heading ${n}"/></w:style>`).join('')}</w:styles>`
const numbering = `<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

export function docx(...body: string[]): Buffer {
  const xml = (inner: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${inner}`)
  return zip({
    'word/document.xml': xml(`<w:document><w:body>${body.join('')}</w:body></w:document>`),
    'word/styles.xml': xml(styles),
    'word/numbering.xml': xml(numbering),
  })
}

type Member = Buffer | { deflated: Buffer; size: number }

/** A zip of stored members, or of members that are deflated already and state whatever size they like. */
export function zip(members: Record<string, Member>): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, member] of Object.entries(members)) {
    const stored = Buffer.isBuffer(member)
    const [data, size] = stored ? [member, member.length] : [member.deflated, member.size]
    const title = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(stored ? 0 : 8, 8)
    local.writeUInt32LE(data.length, 18)
    local.writeUInt32LE(size, 22)
    local.writeUInt16LE(title.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    local.copy(central, 6, 4, 30)
    central.writeUInt32LE(at, 42)
    parts.push(local, title, data)
    directory.push(central, title)
    at += local.length + title.length + data.length
  }
  const head = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(members).length, 8)
  end.writeUInt16LE(Object.keys(members).length, 10)
  end.writeUInt32LE(head.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, head, end])
}
