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
  ['a number is a number', 12, '12'],
  ['nothing is nothing, not zero', null, ''],
])('%s', (_, value, said) => {
  expect(csv([[value]])).toBe(`\uFEFF${said}\r\n`)
})
