/** What the vocabulary says of itself is true: an event that is not marked `later` is recorded somewhere, and one that is, nowhere. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { events, isRecorded } from '@sansheng/rulebook/vocabulary'
import { expect, it } from 'vitest'

const sources = ['modules', 'platform']
  .flatMap(folder =>
    readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' }).map(f => join(folder, f)),
  )
  .filter(file => file.endsWith('.ts') && !/\.test\.ts$|testing/.test(file))
  .map(file => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n')
const types = Object.keys(events) as (keyof typeof events)[]

it('every event that counts as recorded is recorded by a module', () => {
  expect(types.filter(type => isRecorded(type) && !sources.includes(`'${type}'`))).toEqual([])
})

it('no module records an event that is marked as coming later', () => {
  expect(types.filter(type => !isRecorded(type) && sources.includes(`'${type}'`))).toEqual([])
})
