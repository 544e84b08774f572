/** The vocabulary and the manifests agree on what is recorded, and the sources do what both say. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { events, facts, isRecorded, isSaid } from '@sansheng/rulebook/vocabulary'
import { expect, it } from 'vitest'
import { modules } from './modules/all.ts'
import type { Module } from './platform/module.ts'

const manifests: readonly Module<never>[] = modules
const textOf = (folder: string): string =>
  readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !/\.test\.ts$|testing|(^|\/)module\.ts$/.test(file))
    .map(file => readFileSync(join(import.meta.dirname, folder, file), 'utf8'))
    .join('\n')
const sources = textOf('modules') + textOf('platform')
const types = Object.keys(events) as (keyof typeof events)[]

it('an event that is not marked as coming later is recorded by exactly one module', () => {
  const recorded = manifests.flatMap(m => m.events ?? [])
  expect([...recorded].sort()).toEqual(types.filter(isRecorded).sort())
})

it('a module names each event that it records', () => {
  const missing = manifests.flatMap(m => {
    const text = textOf(`modules/${m.name}`)
    return (m.events ?? []).filter(type => !text.includes(`'${type}'`)).map(type => `${m.name}: ${type}`)
  })
  expect(missing).toEqual([])
})

it('no module records an event that is marked as coming later', () => {
  expect(types.filter(type => !isRecorded(type) && sources.includes(`'${type}'`))).toEqual([])
})

it('a group of facts that is stated already belongs to one module, or to every event', () => {
  const ofEveryEvent = ['site', 'agent', 'event']
  const stated = Object.entries(facts).filter(([group, { fields }]) => Object.keys(fields).some(f => isSaid(`${group}.${f}`)))
  expect([...manifests.flatMap(m => m.facts ?? []), ...ofEveryEvent].sort()).toEqual(stated.map(([group]) => group).sort())
})
