import { expect, it } from 'vitest'
import { events, facts, isRecorded, isSaid, refKinds, roles, units } from './index.ts'

it.each([
  ['events', events],
  ['things', refKinds],
  ['roles', roles],
  ['units', units],
  ['groups of facts', facts],
])('no two %s share a Chinese name', (_, table) => {
  const names = Object.values(table).map(({ zh }) => zh)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

it('no two facts of a group share a Chinese name, and no two values of a fact', () => {
  for (const { zh, fields } of Object.values(facts)) {
    const names = Object.values<{ zh: string }>(fields).map(field => field.zh)
    expect(
      names.filter((name, at) => names.indexOf(name) !== at),
      zh,
    ).toEqual([])
    for (const field of Object.values<{ zh: string; values?: Record<string, string> }>(fields)) {
      const values = Object.values(field.values ?? {})
      expect(
        values.filter((value, at) => values.indexOf(value) !== at),
        `${zh}.${field.zh}`,
      ).toEqual([])
    }
  }
})

it('knows which events are recorded and which facts are said already', () => {
  expect([isRecorded('ticket.registered'), isRecorded('install.paid')]).toEqual([true, false])
  expect([isSaid('ticket.kind'), isSaid('call.rings'), isSaid('contact.topic'), isSaid('nothing.there')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
