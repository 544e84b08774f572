import { callbacks } from './callbacks.ts'
import { compliance } from './compliance.ts'
import { contacts } from './contacts.ts'
import { customers } from './customers.ts'
import { dispatch } from './dispatch.ts'
import { handbooks } from './handbooks.ts'
import { notices } from './notices.ts'
import { notifications } from './notifications.ts'
import { people } from './people.ts'
import { publication } from './publication.ts'
import { simulation } from './simulation.ts'
import { standards } from './standards.ts'
import { tickets } from './tickets.ts'

/** Every module of the API by its name; `operationId` is `<module>.<key>`. */
export const contract = {
  people,
  customers,
  notices,
  notifications,
  contacts,
  standards,
  publication,
  compliance,
  simulation,
  handbooks,
  tickets,
  dispatch,
  callbacks,
}
