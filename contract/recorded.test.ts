import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { recorded } from './recorded.ts'

test('docs/ledger.md says of every event that is recorded which act it stands for, whose, and how it is known', () => {
  const text = readFileSync(new URL('../docs/ledger.md', import.meta.url), 'utf8')
  const rows = [...text.matchAll(/^\| `([^`]+)` \| (.+) \| (.+) \| (.+) \|$/gm)].map(([, type]) => type)
  expect(rows.toSorted()).toEqual(
    Object.values(recorded)
      .flatMap(module => module.events)
      .toSorted(),
  )
})
