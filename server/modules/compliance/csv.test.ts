import { expect, test } from 'vitest'
import { type CsvValue, csv } from './csv.ts'

test.each<[string, CsvValue, string]>([
  ['a text is quoted', '东泉路口爆管', '"东泉路口爆管"'],
  ['quotes are doubled', '他说"停水"', '"他说""停水"""'],
  ['commas and line breaks stay inside', 'a,b\nc', '"a,b\nc"'],
  ['a formula becomes a text', '=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['a plus too', '+86 138', '"\'+86 138"'],
  ['a minus too', '-2+3', '"\'-2+3"'],
  ['an at sign too', '@SUM(A1)', '"\'@SUM(A1)"'],
  ['behind blanks too', '  =1', '"\'  =1"'],
  ['in full width too', '＝1', '"\'＝1"'],
  ['a tab in front too', '\t1', '"\'\t1"'],
  ['a staff number keeps its zeros', '0071', '"=""0071"""'],
  ['a clause keeps its last zero', '3.10', '"=""3.10"""'],
  ['a number with an e is no power of ten', '1e3', '"=""1e3"""'],
  ['a house is no day', '3-1', '"=""3-1"""'],
  ['a long number keeps every digit', '330204170001', '"=""330204170001"""'],
  ['a day stays a day', '2026-11-20 14:36:05', '"2026-11-20 14:36:05"'],
  ['a short number of a clause stays as it is', '3.1', '"3.1"'],
  ['a number is a number', 12, '12'],
  ['nothing is nothing, not zero', null, ''],
])('%s', (_, value, said) => {
  expect(csv([[value]])).toBe(`\uFEFF${said}\r\n`)
})
