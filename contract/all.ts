import { callbacks } from './callbacks.ts'
import { contacts } from './contacts.ts'
import { customers } from './customers.ts'
import { dispatch } from './dispatch.ts'
import { notices } from './notices.ts'
import { notifications } from './notifications.ts'
import { people } from './people.ts'
import { proposals } from './proposals.ts'
import { publications } from './publications.ts'
import { standards } from './standards.ts'
import { tickets } from './tickets.ts'
import { trial } from './trial.ts'
import { whatIf } from './what-if.ts'

/** Every module of the API by its name; `operationId` is `<module>.<key>`. */
export const contract = {
  people,
  customers,
  notices,
  notifications,
  contacts,
  standards,
  publications,
  proposals,
  whatIf,
  trial,
  tickets,
  dispatch,
  callbacks,
}
