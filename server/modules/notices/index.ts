export { matchNotices } from './queries.ts'
export { noticesRoutes } from './routes.ts'
export type { Place } from './rules.ts'
