export { callbacksRoutes } from './routes.ts'
