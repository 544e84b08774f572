export { matchNotices, type NoticeRow, noticesById, noticeView } from './queries.ts'
export { noticesRoutes } from './routes.ts'
export type { Place } from './rules.ts'
