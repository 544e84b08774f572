export { eraseCallbacks } from './erase.ts'
