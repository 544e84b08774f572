export { type Proposal, type Proposed, propose } from './propose.ts'
