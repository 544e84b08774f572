/** Names of all permissions, for screens and sentences. */
import { permissions as approvals } from './approvals.ts'
import { permissions as callbacks } from './callbacks.ts'
import { permissions as contacts } from './contacts.ts'
import { permissions as customers } from './customers.ts'
import { permissions as dispatch } from './dispatch.ts'
import { permissions as notices } from './notices.ts'
import { permissions as notifications } from './notifications.ts'
import { permissions as people } from './people.ts'
import { permissions as standards } from './standards.ts'
import { permissions as tickets } from './tickets.ts'

export const permissions = {
  ...people,
  ...customers,
  ...contacts,
  ...notices,
  ...notifications,
  ...approvals,
  ...tickets,
  ...dispatch,
  ...callbacks,
  ...standards,
}
