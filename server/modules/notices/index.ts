export { matchNotices } from './queries.ts'
