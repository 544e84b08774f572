export { publish } from './publish.ts'
export { publicationRoutes } from './routes.ts'
