export { notify, read as readNotifications, type Told } from './commands.ts'
export { type TitleParams, titleOf } from './rules.ts'
