export { publicationConsent } from './consent.ts'
export { publishPastGate, publishText } from './publish.ts'
