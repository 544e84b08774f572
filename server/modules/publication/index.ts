export { publishText } from './publish.ts'
export { publicationRoutes } from './routes.ts'
