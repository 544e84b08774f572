export { closeRegistered } from './commands.ts'
export { contactById } from './queries.ts'
export { receiveContact } from './receive.ts'
export { type ContactRow, contactState, joinedRefs } from './rules.ts'
