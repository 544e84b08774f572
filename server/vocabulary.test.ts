/** What counts as recorded and stated is true: manifests and `contract/recorded.ts` agree, and the sources do what both say. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { productVocabulary, recorded } from '@sansheng/contract/recorded.ts'
import { coreVocabulary, events, facts } from '@sansheng/rulebook/vocabulary'
import { expect, it } from 'vitest'
import { modules } from './modules/all.ts'
import type { Module } from './platform/module.ts'

const manifests: readonly Module<never>[] = modules
const textOf = (folder: string): string =>
  readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !/\.test\.ts$|testing|(^|\/)module\.ts$/.test(file))
    .map(file => readFileSync(join(import.meta.dirname, folder, file), 'utf8'))
    .join('\n')

it('what the compiler is told is what the manifests say', () => {
  const said = manifests.filter(m => m.events || m.facts).map(m => [m.name, { events: m.events ?? [], facts: m.facts ?? [] }])
  expect(Object.fromEntries(said)).toEqual(recorded)
})

it('an event that is recorded is recorded by exactly one module', () => {
  const all = manifests.flatMap(m => m.events ?? [])
  expect([...all].sort()).toEqual([...productVocabulary.recorded].sort())
})

it('a module names each event that it records', () => {
  const missing = manifests.flatMap(m => {
    const text = textOf(`modules/${m.name}`)
    return (m.events ?? []).filter(type => !text.includes(`'${type}'`)).map(type => `${m.name}: ${type}`)
  })
  expect(missing).toEqual([])
})

it('no module records an event that is not listed', () => {
  const sources = textOf('modules') + textOf('platform')
  const unlisted = Object.keys(events).filter(type => !productVocabulary.recorded.has(type))
  expect(unlisted.filter(type => sources.includes(`'${type}'`))).toEqual([])
})

it('a fact that is stated is one of the vocabulary and belongs to one module', () => {
  const all = manifests.flatMap(m => m.facts ?? [])
  const paths = all.flatMap(name => (name.includes('.') ? [name] : Object.keys(fieldsOf(name)).map(field => `${name}.${field}`)))
  expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([])
  expect(paths.filter(path => !coreVocabulary.stated.has(path))).toEqual([])
  expect(paths.sort()).toEqual([...productVocabulary.stated].sort())
})

const fieldsOf = (group: string): object => facts[group as keyof typeof facts]?.fields ?? {}
