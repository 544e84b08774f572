export { eraseForms } from './erase.ts'
export { dispatchPort } from './make.ts'
export { workInCase } from './work.ts'
