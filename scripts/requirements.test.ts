import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allNumbers, differenceProblems, filled, numbersIn, problems, readRows, unproved } from './requirements.ts'
import { clausesOf, rulesByNumber, rulesNamed } from './rule-links.ts'
import { findProofs, numbersInTitles, requirementsFile } from './test-titles.ts'

const document = readFileSync(requirementsFile, 'utf8')
const proofs = findProofs()
const rules = rulesByNumber()
const row = (number: string, state = 'later', tests = '', said = '') =>
  `| ${number} | words | ${state} |${tests && ` ${tests}`} |${said && ` ${said}`} |`
const every = (changed: string[]) => {
  const given = new Set(changed.map(line => line.slice(2, 6)))
  return [...changed, ...allNumbers.filter(number => !given.has(number)).map(number => row(number))].join('\n')
}

describe('docs/requirements.md', () => {
  it('agrees with the tests and with the standards of this repository', () => {
    expect(problems(document, proofs, rules)).toEqual([])
    expect(differenceProblems(document, rules)).toEqual([])
  })

  it('leads to rules that stand in the clause and the standard that it names', () => {
    const named = readRows(document).rows.flatMap(({ rules }) => rulesNamed(rules))
    const clauses = new Map([...new Set(named.map(({ standard }) => standard))].map(name => [name, clausesOf(name)]))
    expect(named.filter(({ standard, clause, id }) => clauses.get(standard)!.get(id) !== clause)).toEqual([])
    expect(named.length).toBeGreaterThan(100)
  })

  it('has every number under one of thirty headings', () => {
    expect(document.match(/^## M\d\d /gm)).toHaveLength(30)
    expect(readRows(document).rows).toHaveLength(395)
  })
})

describe('a test title', () => {
  it('names requirements alone, in lists, in spans and in brackets', () => {
    const titles = {
      'R127: ten minutes': ['R127'],
      'R135, R136 and R169: one day': ['R135', 'R136', 'R169'],
      'R127/R128 run side by side': ['R127', 'R128'],
      'R111–R113: not accepted': ['R111', 'R112', 'R113'],
      'A003: three ends': ['A003'],
      'R127, A003: three ends': ['R127', 'A003'],
      'asks first (R054, A013)': ['R054', 'A013'],
      '依R127登记,漏填提示(A013)': ['R127', 'A013'],
    }
    expect(Object.fromEntries(Object.keys(titles).map(title => [title, numbersIn(title)]))).toEqual(titles)
  })

  it('may hold a queue ticket or a longer word without naming anything', () => {
    expect(['calls queue ticket A012 to the counter', 'keeps GR127X as it is'].flatMap(numbersIn)).toEqual([])
  })

  it('is found in every way of writing a test', () => {
    const source = `
      const cases = [['R003: three', 1]] as const
      describe('R001: outer', () => { it.concurrent('R002: inner', run) })
      test.for(cases)('%s', run)
      it.each([{ clause: 'R004' }])('$clause holds', run)
      it.runIf(linux)(\`R005: on \${platform}\`, run)
      it.skip('R006: skipped', run)
      describe.todo('R007: to come')
      pattern.test('R008: no test at all')
      expect('R009').toBe('R009')`
    expect(numbersInTitles(source, 'x.test.ts')).toEqual(['R001', 'R002', 'R003', 'R004', 'R005'])
  })
})

describe('the check', () => {
  const proof = { file: 'server/a.test.ts', numbers: ['R127'] }

  it('accepts a row whose test names it', () => {
    for (const state of ['done', 'part']) expect(problems(every([row('R127', state, '`server/a.test.ts`')]), [proof])).toEqual([])
  })

  it('reports numbers that are missing, doubled, unknown or unreadable', () => {
    const found = problems(every([row('R001'), row('R001'), row('R999'), '| R12 | words | later | |']), [])
    expect(found).toEqual([
      'line 4: a row is | number | text | state | tests | rules |',
      'R001 (line 1): stands twice',
      'R999 (line 3): no such requirement',
    ])
    expect(problems(every([]).replace(`${row('R200')}\n`, ''), [])).toEqual(['R200: missing'])
  })

  it('reports states and tests that claim too much', () => {
    expect(problems(every([row('R001', 'nearly')]), [])[0]).toContain('state is "nearly"')
    expect(problems(every([row('R001', 'done')]), [])).toEqual(['R001 (line 1): is done but names no test'])
    expect(problems(every([row('R001', 'part', '`gone.test.ts`')]), [])).toEqual(['R001 (line 1): gone.test.ts does not exist'])
    expect(
      problems(every([row('R001', 'part', '`server/a.test.ts`'), row('R127', 'part', '`server/a.test.ts`')]), [proof]),
    ).toEqual(['R001 (line 1): no test title in server/a.test.ts names it'])
  })

  it('asks of a row that only rules show what is missing, and lets none of them be done', () => {
    const files = ['contract/a.test.ts', 'rulebook/a.test.ts', 'server/modules/a/rules.test.ts', 'standards/a.test.ts']
    const behind = files.map(file => ({ file, numbers: ['R127'] }))
    const named = files.map(file => `\`${file}\``).join(', ')
    const found = (state: string, more: typeof behind = []) =>
      problems(every([row('R127', state, [named, ...more.map(({ file }) => `\`${file}\``)].join(', '))]), [...behind, ...more])
    expect(found('done')).toEqual(['R127 (line 1): is done but only tests of rules name it'])
    expect(found('part')).toEqual(['R127 (line 1): no screen, paper, phone or command shows it: say what is missing'])
    expect(found('part: no call screen')).toEqual([])
    expect(found('done: no call screen', [proof])).toEqual(['R127 (line 1): lacks something, so it is not done'])
    for (const file of ['server/a.test.ts', 'server/cli/a.test.ts', 'web/a.test.tsx', 'e2e/a.e2e.ts'])
      for (const state of ['done', 'part']) expect(found(state, [{ ...proof, file }])).toEqual([])
  })

  it('keeps what is missing as long as the row is a part', () => {
    const list = every([row('R127', 'part: no call screen', '`server/a.test.ts`')])
    expect(filled(list, [proof])).toBe(list)
    expect(filled(list, []).split('\n')[0]).toBe(row('R127'))
  })

  it('reports a test that the list does not know', () => {
    expect(problems(every([row('R127')]), [proof])[0]).toContain('server/a.test.ts names it, the row does not')
    expect(problems(every([]), [{ file: 'server/a.test.ts', numbers: ['R400'] }])[0]).toContain(
      'names R400, which is no requirement',
    )
  })

  it('is satisfied by what the update writes, and the update marks nothing done', () => {
    const updated = filled(every([row('R001', 'part', '`server/a.test.ts`'), row('R127')]), [proof])
    expect(problems(updated, [proof])).toEqual([])
    expect(updated.split('\n').slice(0, 2)).toEqual([row('R001'), row('R127', 'part', '`server/a.test.ts`')])
    expect(filled(updated, [proof])).toBe(updated)
  })

  it('fills in the rules, one clause after the other, and reports a row that names others', () => {
    const linked = rulesByNumber({
      R127: ['water-hotline#keep-promise', 'water-hotline#call-back', 'water-hotline#call-back-record'],
    })
    const said = 'water-hotline 5.1 keep-promise; water-hotline 5.4 call-back, call-back-record'
    expect(linked.get('R127')).toBe(said)
    const updated = filled(every([row('R127')]), [proof], linked)
    expect(updated.split('\n')[0]).toBe(row('R127', 'part', '`server/a.test.ts`', said))
    expect(problems(updated, [proof], linked)).toEqual([])
    expect(problems(updated, [proof])).toEqual([
      'R127 (line 1): standards/links leads to other rules; run npx tsx scripts/requirements-update.ts',
    ])
    expect(rulesNamed(said).map(({ clause, id }) => `${clause} ${id}`)).toEqual([
      '5.1 keep-promise',
      '5.4 call-back',
      '5.4 call-back-record',
    ])
  })

  it('fills in what differs between sources, and misses a row that is not there', () => {
    const linked = rulesByNumber({ C1: ['water-hotline#silent-call'] })
    const updated = filled('| C1 | silent line | |\n| N12 | complaints | old 1.1 rule |', [], linked)
    expect(updated).toBe('| C1 | silent line | water-hotline 2.3 silent-call |\n| N12 | complaints | |')
    expect(differenceProblems(updated, linked)).toEqual([expect.stringMatching(/^what differs is not C1,C2,.*, but C1,N12$/)])
    expect(differenceProblems(updated, new Map())[1]).toMatch(/^C1: standards\/links leads to other rules/)
  })

  it('after a run finds what is marked done but was not shown', () => {
    const list = every([row('R127', 'done', '`server/a.test.ts`')])
    expect(unproved(list, [proof])).toEqual([])
    expect(unproved(list, [{ ...proof, file: 'server/b.test.ts' }]).map(missing => missing.number)).toEqual(['R127'])
  })
})
