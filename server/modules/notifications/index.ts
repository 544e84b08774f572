export { allButActor, notify, notifyAgain, read as readNotifications } from './commands.ts'
export { eraseNotifications } from './erase.ts'
export { titleOf } from './rules.ts'
