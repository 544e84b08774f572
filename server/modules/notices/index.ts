export { matchNotices } from './queries.ts'
export type { Place } from './rules.ts'
