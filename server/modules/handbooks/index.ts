export { handbooksRoutes } from './routes.ts'
