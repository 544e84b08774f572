import type { AnyRoute } from '@tanstack/react-router'
import { describe, expect, it } from 'vitest'
import { feature } from '../app/feature.ts'
import { refreshesOf } from '../app/feature-context.tsx'
import { screen } from '../app/screens.ts'
import { features } from './features.ts'

/** What a stream entry refreshes, by the first word of its type. */
const refreshed: Record<string, string[]> = {
  ticket: ['/tickets', '/ticket', '/clocks', '/compliance', '/forms', '/callbacks'],
  fault: ['/tickets'],
  promise: ['/tickets', '/clocks', '/compliance'],
  customer: ['/tickets', '/customers', '/contacts'],
  clock: ['/clocks', '/tickets', '/ticket', '/compliance', '/forms', '/callbacks'],
  gate: ['/tickets', '/compliance'],
  intake: ['/contacts', '/clocks', '/compliance', '/notices'],
  contact: ['/contacts', '/clocks', '/compliance', '/notices'],
  dispatch: ['/forms', '/tickets', '/ticket', '/clocks', '/compliance'],
  worker: ['/forms', '/tickets', '/clocks'],
  service: ['/forms', '/tickets', '/clocks'],
  inspection: ['/forms', '/tickets', '/clocks', '/compliance'],
  callback: ['/callbacks', '/tickets', '/forms', '/clocks', '/compliance'],
  notice: ['/notice', '/clocks', '/compliance'],
  standard: ['/standard', '/compliance', '/sites', '/people/me'],
  approval: ['/standard', '/tickets', '/clocks', '/approvals', '/persons'],
  calendar: ['/calendars', '/clocks'],
  draft: ['/contacts/:id/draft', '/contact-drafts'],
  notification: ['/notifications'],
  site: ['/departments', '/persons', '/units', '/roles', '/people/me'],
  person: ['/persons', '/departments', '/roles', '/approvals', '/account-exceptions'],
}
const sorted = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(table).map(([prefix, paths]) => [prefix, [...paths].sort()]))
const pathOf = ({ options }: AnyRoute): string => (options as { path?: string }).path ?? ''
const repeated = (names: string[]) => names.filter((name, i) => names.indexOf(name) !== i)

describe('the manifests of the features', () => {
  it('refresh together everything that an entry of the stream touches', () => {
    expect(sorted(refreshesOf(features))).toEqual(sorted(refreshed))
  })

  it('name each feature, address and slot once', () => {
    const paths = features.flatMap(f => [...f.screens, ...f.bareScreens].map(pathOf))
    expect(paths.length).toBeGreaterThan(15)
    expect(repeated(features.map(f => f.name))).toEqual([])
    expect(repeated(paths)).toEqual([])
    expect(repeated(features.flatMap(f => Object.keys(f.slots)))).toEqual([])
  })

  it('place the entries of the rail in one order, each with words in both languages', () => {
    const entries = features.flatMap(f => f.navigation)
    const rail = entries.filter(entry => entry.place === 'rail').sort((a, b) => a.order - b.order)
    expect(rail.map(entry => entry.to)).toEqual([
      '/desk',
      '/tickets',
      '/forms',
      '/approvals',
      '/standard',
      '/board',
      '/notices',
      '/people',
      '/ledger',
    ])
    expect(repeated(rail.map(entry => String(entry.order)))).toEqual([])
    expect(entries.filter(entry => !entry.label.zh || !entry.label.en)).toEqual([])
  })

  it('fetch every screen and slot that they name', async () => {
    for (const { screens, bareScreens, slots } of features) {
      for (const route of [...screens, ...bareScreens]) {
        const component = route.options.component as { preload?: () => Promise<void> }
        await component.preload?.()
        expect(component, pathOf(route)).toBeTypeOf('function')
      }
      for (const load of Object.values(slots)) expect(await load()).toBeTypeOf('function')
    }
  }, 60_000)

  it('lead an address whose id cannot be one to “no such page”', () => {
    const forms = screen('/own/$id', { load: async () => ({ Own: () => null }), component: 'Own' })
    const enter = (id: string) => () => forms.options.beforeLoad?.({ params: { id } } as never)
    expect(enter('1')).toThrow()
    expect(enter('019aa3b0-7c10-7000-8000-000000000001')).not.toThrow()
  })

  it('let an entry lead only to a screen of its own feature, which the compiler checks', () => {
    const own = screen('/own', { load: async () => ({ Own: () => null }), component: 'Own' })
    const entry = { place: 'rail', label: { zh: '一', en: 'One' }, needs: 'tickets:read', icon: () => null, order: 1 } as const
    feature({ name: 'own', screens: [own], navigation: [{ ...entry, to: '/own' }] })
    // @ts-expect-error there is no such screen
    feature({ name: 'other', screens: [own], navigation: [{ ...entry, to: '/elsewhere' }] })
  })
})
