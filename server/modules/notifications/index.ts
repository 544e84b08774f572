export { type NewNotification, notify, read as readNotifications } from './commands.ts'
export { type TitleParams, titleOf } from './rules.ts'
