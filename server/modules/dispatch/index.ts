export { dispatchPort } from './make.ts'
