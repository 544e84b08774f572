import { expect, it } from 'vitest'
import { coreVocabulary, events, facts, isRecorded, isStated, recordedBy, refKinds, roles, units } from './index.ts'

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

it('knows which events are recorded and which facts are stated, by whoever records and states them', () => {
  const vocabulary = recordedBy(coreVocabulary, { events: ['ticket.registered'], facts: ['ticket', 'contact.channel'] })
  expect([isRecorded(vocabulary, 'ticket.registered'), isRecorded(vocabulary, 'install.paid')]).toEqual([true, false])
  const paths = ['ticket.kind', 'contact.channel', 'contact.topic', 'call.rings', 'nothing.there']
  expect(paths.map(path => isStated(vocabulary, path))).toEqual([true, true, false, false, false])
})
