export { allButActor, notify, read as readNotifications } from './commands.ts'
export { titleOf } from './rules.ts'
