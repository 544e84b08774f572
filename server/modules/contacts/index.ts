export { type ContactPorts, closeRegistered, type Received, receiveContact } from './commands.ts'
export { contactById, contactViews } from './queries.ts'
export { contactsRoutes } from './routes.ts'
export { type ContactRow, callerFacts, contactFacts } from './rules.ts'
