export { allButActor, notify, read as readNotifications } from './commands.ts'
export { eraseNotifications } from './erase.ts'
export { titleOf } from './rules.ts'
