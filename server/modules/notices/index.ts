export { noticesInForce } from './queries.ts'
