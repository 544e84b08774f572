/** Comma-separated values that every spreadsheet opens as what they are. */

/** The mark by which spreadsheets know UTF-8. */
const mark = '\uFEFF'

export type CsvValue = string | number | null
export const csv = (lines: readonly (readonly CsvValue[])[]): string =>
  `${mark}${lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')}`

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, so that it stays a text. */
function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}
