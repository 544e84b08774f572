export { publicationConsent } from './consent.ts'
export { publishText } from './publish.ts'
