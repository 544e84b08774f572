import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readHandbook } from './handbook.ts'
import { counted, docx, heading, paragraph, table, zip } from './testing/docx.ts'

const textOf = (bytes: Buffer, name = '手册.docx') => {
  const read = readHandbook(name, bytes)
  return 'text' in read ? read.text.split('\n\n') : read
}

describe('a handbook in Word', () => {
  it('keeps headings, paragraphs and rows of tables', () => {
    expect(
      textOf(docx(heading('热线手册'), heading('接听', 2), paragraph('三声以内接起。'), table(['挂号', '十分钟内']))),
    ).toEqual(['# 热线手册', '## 接听', '三声以内接起。', '挂号 | 十分钟内'])
  })

  it('writes out the numbers that Word counts', () => {
    expect(textOf(docx(counted('总则'), counted('范围', 1), counted('目的', 1), counted('接听'), counted('登记', 1)))).toEqual([
      '第一条 总则',
      '(1)范围',
      '(2)目的',
      '第二条 接听',
      '(1)登记',
    ])
  })

  it('leaves headings to the numbers where clauses number themselves', () => {
    const body = [heading('手册'), ...['第一条 甲。', '第二条 乙。', '第三条 丙。'].map(text => paragraph(text))]
    expect(textOf(docx(...body))).toEqual(['手册', '第一条 甲。', '第二条 乙。', '第三条 丙。'])
  })

  it('reads signs that XML writes in its own way', () => {
    expect(textOf(docx(paragraph('满意率 &gt;= 95% &amp; 及时率 &#x2265; 98%')))).toEqual(['满意率 >= 95% & 及时率 ≥ 98%'])
  })

  it('leaves out what was deleted', () => {
    expect(
      textOf(docx('<w:p><w:del><w:r><w:delText>四声</w:delText></w:r></w:del><w:ins><w:r><w:t>三声</w:t></w:r></w:ins></w:p>')),
    ).toEqual(['三声'])
  })

  it('refuses what unpacks to more than a handbook, whatever size it states', () => {
    const deflated = deflateRawSync(Buffer.alloc(40_000_000, 32))
    expect(readHandbook('a.docx', zip({ 'word/document.xml': { deflated, size: 10 } }))).toEqual({ problem: 'large' })
  })

  it('says that a broken file cannot be read', () => {
    const whole = docx(paragraph('三声以内接起。'))
    for (const cut of [4, 30, 100, whole.length - 30])
      expect(readHandbook('a.docx', whole.subarray(0, cut))).toEqual({ problem: 'docx' })
    expect(readHandbook('a.docx', zip({ 'xl/workbook.xml': Buffer.from('<x/>') }))).toEqual({ problem: 'docx' })
    expect(readHandbook('a.docx', docx())).toEqual({ problem: 'empty' })
  })
})

describe('a handbook as text', () => {
  it('is read in UTF-8 with or without a mark, in UTF-16 and in GB18030', () => {
    const gb = Buffer.from('c8fdc9f9d2d4c4dabdd3c6f0', 'hex')
    for (const bytes of [
      Buffer.from('三声以内接起'),
      Buffer.from('\uFEFF三声以内接起'),
      Buffer.from('\uFEFF三声以内接起', 'utf16le'),
      gb,
    ])
      expect(readHandbook('手册.txt', bytes)).toEqual({ text: '三声以内接起', title: '手册' })
  })

  it('is not a picture, a PDF, an old Word document, bytes or nothing', () => {
    expect(readHandbook('a.pdf', Buffer.from('%PDF-1.7'))).toEqual({ problem: 'kind' })
    expect(readHandbook('a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual({ problem: 'kind' })
    expect(readHandbook('a.txt', Buffer.from([0, 1, 2, 255, 254, 0]))).toEqual({ problem: 'text' })
    expect(readHandbook('a.txt', Buffer.from(' \n'))).toEqual({ problem: 'empty' })
    expect(readHandbook('a.txt', Buffer.alloc(0))).toEqual({ problem: 'empty' })
    expect(readHandbook('a.txt', Buffer.alloc(9_000_000, 'a'))).toEqual({ problem: 'large' })
  })
})
