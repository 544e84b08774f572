export { type Difference, differencesIn } from './differences.ts'
export { type Proposal, type Proposed, propose } from './propose.ts'
