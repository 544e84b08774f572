import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonBytes } from './json-bytes.ts'

test('bytes of a reply are those of its JSON, however long its lists are', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), value => {
      expect(jsonBytes(value as Record<string, unknown>).toString()).toBe(JSON.stringify(value))
    }),
  )
  const long = {
    items: Array.from({ length: 3000 }, (_, n) => ({ n, title: `槐荫里 ${n} 栋，楼道阀门渗水`.repeat(10), at: undefined })),
    next: null,
  }
  expect(jsonBytes(long).toString()).toBe(JSON.stringify(long))
})

test('what JSON leaves out is left out, and an earlier reply is not changed by a later one', () => {
  const first = jsonBytes({ items: [undefined, { a: undefined }], none: undefined })
  jsonBytes({ items: ['later'] })
  expect(first.toString()).toBe('{"items":[null,{}]}')
  expect(jsonBytes({}).toString()).toBe('{}')
})
