export { dispatchPort } from './commands.ts'
