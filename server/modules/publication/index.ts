export { publishText } from './publish.ts'
