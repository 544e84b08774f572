import { expect, test } from 'vitest'
import { detailOf } from './event-timeline.tsx'
import { factWord } from './vocabulary-labels.ts'

test('what is missing is named so that everybody knows of what it is', () => {
  expect(['callback.result', 'callback.method', 'ticket.result', 'fault.phenomenon', 'customer.phone'].map(factWord)).toEqual([
    '回访结果',
    '回访方式',
    '处理结果',
    '现象',
    '电话',
  ])
})

test('a gate that stopped somebody says by which clause, and for want of what', () => {
  const detail = { action: 'ticket.closed', rules: 'a b', clauses: '10.4 附8.2', missing: 'callback.result ticket.result' }
  const t = ((key: string, given?: { what: string }) => (given ? `${key} ${given.what}` : key)) as never
  expect(detailOf({ type: 'gate.denied', detail }, t)).toEqual(['§10.4、§附8.2', 'missing 回访结果、处理结果'])
})
