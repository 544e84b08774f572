import { AssignableRole } from '@sansheng/contract/people.ts'
import { permissions } from '@sansheng/contract/permissions.ts'
import { expect, it, test } from 'vitest'
import { passwordChance, readablePassword, type Weakness, weakness } from './password-rules.ts'
import { covers, isSensitive, permissionsOf, placed, roleRules, togetherness } from './rules.ts'

it.each<[string, string, Weakness | null, string]>([
  ['kettle-drum-42', '1024', null, 'long enough'],
  ['水压正常请放心没问题吧', '1024', null, 'ten characters of any script'],
  ['Kettle42', '1024', null, 'eight with three classes'],
  ['kettle42', '1024', 'short', 'eight with two classes'],
  ['Kett!42', '1024', 'short', 'seven'],
  ['Passw0rd', '1024', 'common', 'everybody has it'],
  ['1234567890', '1024', 'common', 'one after the other'],
  ['9876543210', '1024', 'common', 'the same backwards'],
  ['aaaaaaaaaaaa', '1024', 'common', 'one letter'],
  ['ababababab', '1024', 'common', 'two letters'],
  ['lin-xiaotang', 'lin-xiaotang', 'staff-number', 'the staff number itself'],
  ['LIN-xiaotang2', 'lin-xiaotang', 'staff-number', 'the staff number with a tail'],
  ['澜州供水热线2026', '1024', 'site-name', 'the name of the site with a year'],
  ['lanzhou@2026', '1024', 'site-name', 'the same in letters'],
  ['lanzhou-kettle-drum', '1024', null, 'with enough besides it'],
  ['kettle-drum-1', '1', null, 'a staff number of one digit may stand in it'],
])('the password %s of %s: %s (%s)', (password, staffNumber, expected, _why) => {
  expect(weakness(password, { staffNumber, names: ['澜州供水热线', 'Lanzhou'] })).toBe(expected)
})

test('a new password is not the old one', () => {
  expect(weakness('kettle-drum-42', { staffNumber: '1024', current: 'kettle-drum-42' })).toBe('same')
})

test('a first password is readable, strong enough for the rules, and another one each time', () => {
  const made = Array.from({ length: 200 }, (_, i) =>
    readablePassword(Uint8Array.from({ length: passwordChance }, (_, j) => (i * 61 + j * 97 + i * j) % 256)),
  )
  for (const password of made) {
    expect(password).toMatch(/^[a-z]{4}-\d{4}-[a-z]{4}-[a-z]{4}$/)
    expect(weakness(password, { staffNumber: '1024' })).toBe(null)
  }
  expect(new Set(made).size).toBe(made.length)
})

test('every role that the contract knows has permissions, and every permission somebody', () => {
  expect(Object.keys(roleRules).sort()).toEqual([...(AssignableRole as unknown as { enum: string[] }).enum].sort())
  const held = new Set(Object.values(permissionsOf).flatMap(p => [...p]))
  expect(Object.keys(permissions).filter(p => !held.has(p as never))).toEqual([])
})

test('duties stay apart: who manages accounts sees no customers, who proves the ledger changes nothing', () => {
  const may = (role: string, permission: string) => permissionsOf[role]!.has(permission as never)
  for (const permission of ['customers:read', 'customers:reveal', 'tickets:read', 'ledger:verify', 'standards:publish'])
    expect(may('administrator', permission)).toBe(false)
  expect([...permissionsOf.auditor!].filter(p => !/:(read|verify)$/.test(p))).toEqual([])
  expect(Object.keys(permissionsOf).filter(role => may(role, 'people:manage'))).toEqual(['administrator'])
  expect(Object.keys(permissionsOf).filter(role => may(role, 'standards:publish'))).toEqual(['director'])
  expect(Object.keys(permissionsOf).filter(role => may(role, 'standards:write'))).toEqual(['shift-leader', 'director'])
})

it.each([
  [['administrator', 'auditor'], 'never'],
  [['administrator', 'director'], 'apart'],
  [['administrator', 'agent'], 'apart'],
  [['auditor', 'inspector'], 'apart'],
  [['director', 'shift-leader'], 'fine'],
  [['administrator'], 'fine'],
] as const)('%j in one hand: %s', (roles, expected) => {
  expect(togetherness(roles)).toBe(expected)
})

test('whoever reads customers does not manage accounts, whatever his role is called', () => {
  for (const role of Object.keys(roleRules).filter(r => permissionsOf[r]!.has('customers:read' as never)))
    expect(togetherness(['administrator', role])).not.toBe('fine')
})

test('sensitive is what gives others rights, what publishes the standard, what proves the ledger, and what reaches beyond a site', () => {
  const roles = Object.keys(roleRules).filter(role => isSensitive({ role, scope: 'site' }))
  expect(roles).toEqual(['director', 'auditor', 'administrator'])
  expect(isSensitive({ role: 'agent', scope: 'all' })).toBe(true)
})

const nobody = { all: false, units: new Set<string>(), sites: new Set<number>() }
it.each([
  ['everything', { ...nobody, all: true }, { scope: 'all', siteId: null, unitId: null }, true],
  ['one site', { ...nobody, sites: new Set([1]) }, { scope: 'site', siteId: 1, unitId: null }, true],
  ['one site', { ...nobody, sites: new Set([1]) }, { scope: 'own', siteId: 2, unitId: null }, false],
  ['one site', { ...nobody, sites: new Set([1]) }, { scope: 'all', siteId: null, unitId: null }, false],
  ['one site', { ...nobody, sites: new Set([1]) }, { scope: 'unit', siteId: null, unitId: 'u' }, false],
  ['a unit', { ...nobody, units: new Set(['u']), sites: new Set([1]) }, { scope: 'unit', siteId: null, unitId: 'u' }, true],
  ['a unit', { ...nobody, units: new Set(['u']), sites: new Set([1]) }, { scope: 'unit', siteId: null, unitId: 'v' }, false],
] as const)('who manages %s may give %j away (%j): %s', (_, managed, place, expected) => {
  expect(covers(managed, place)).toBe(expected)
})

it.each([
  [{ scope: 'site' }, { scope: 'site', siteId: 7, unitId: null }],
  [
    { scope: 'own', siteId: 8 },
    { scope: 'own', siteId: 8, unitId: null },
  ],
  [{ scope: 'site', unitId: 'u' }, null],
  [{ scope: 'unit' }, null],
  [
    { scope: 'unit', unitId: 'u' },
    { scope: 'unit', siteId: null, unitId: 'u' },
  ],
  [{ scope: 'all' }, { scope: 'all', siteId: null, unitId: null }],
  [{ scope: 'all', siteId: 7 }, null],
] as const)('the grant %j asked for on the page of site 7 holds at %j', (draft, place) => {
  expect(placed(draft, 7)).toEqual(place)
})
