/** Comma-separated values that every spreadsheet opens as what they are. */

/** The mark by which spreadsheets know UTF-8. */
const mark = '\uFEFF'

export type CsvValue = string | number | null
export const csv = (lines: readonly (readonly CsvValue[])[]): string =>
  `${mark}${lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')}`

/** Digits that a spreadsheet would take for a number and write in another way: `0071`, `3.10`, `1e3`, `3-1`, more than it can hold. */
const rewritten = /^(?:0\d+|\d{12,}|\d+e\d+|\d+\.\d*0|\d{1,2}[-/]\d{1,2}(?:[-/]\d{1,4})?)$/i

/** A text that a spreadsheet would take for a formula gets an apostrophe in front; one that it would rewrite becomes a formula of itself. */
function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (rewritten.test(value)) return `"=""${value}"""`
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}
