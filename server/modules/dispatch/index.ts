export { eraseForms } from './erase.ts'
export { dispatchPort } from './make.ts'
