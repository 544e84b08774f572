import { readFileSync, writeFileSync } from 'node:fs'
import { readRows, states, withTests } from './requirements.ts'
import { findProofs, requirementsFile } from './test-titles.ts'

const before = readFileSync(requirementsFile, 'utf8')
const after = withTests(before, findProofs())
if (after !== before) writeFileSync(requirementsFile, after)

const { rows } = readRows(after)
const counts = states.map(state => `${rows.filter(row => row.state === state).length} ${state}`)
console.log(`docs/requirements.md ${after === before ? 'is up to date' : 'updated'}: ${counts.join(', ')}`)
