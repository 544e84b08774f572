/** The modules of the server. A new one is added to this list; everything else reads its manifest. */
import type { ConnectedTo } from '../platform/module.ts'
import { approvals } from './approvals/module.ts'
import { callbacks } from './callbacks/module.ts'
import { compliance } from './compliance/module.ts'
import { contacts } from './contacts/module.ts'
import { customers } from './customers/module.ts'
import { dispatch } from './dispatch/module.ts'
import { handbooks } from './handbooks/module.ts'
import { ledger } from './ledger/module.ts'
import { notices } from './notices/module.ts'
import { notifications } from './notifications/module.ts'
import { people } from './people/module.ts'
import { publication } from './publication/module.ts'
import { simulation } from './simulation/module.ts'
import { standards } from './standards/module.ts'
import { tickets } from './tickets/module.ts'

export const modules = [
  people,
  customers,
  notifications,
  approvals,
  notices,
  contacts,
  standards,
  publication,
  compliance,
  ledger,
  simulation,
  handbooks,
  tickets,
  dispatch,
  callbacks,
] as const

export type Connected = ConnectedTo<typeof modules>
