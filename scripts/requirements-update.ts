import { readFileSync, writeFileSync } from 'node:fs'
import { filled, readRows, states } from './requirements.ts'
import { rulesByNumber } from './rule-links.ts'
import { findProofs, requirementsFile } from './test-titles.ts'

const before = readFileSync(requirementsFile, 'utf8')
const after = filled(before, findProofs(), rulesByNumber())
if (after !== before) writeFileSync(requirementsFile, after)

const { rows } = readRows(after)
const counts = states.map(state => `${rows.filter(row => row.state === state).length} ${state}`)
console.log(`docs/requirements.md ${after === before ? 'is up to date' : 'updated'}: ${counts.join(', ')}`)
