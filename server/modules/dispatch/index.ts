export { dispatchPort } from './commands.ts'
export { dispatchRoutes } from './routes.ts'
