/** All features of the product; adding one adds one line (and its import). */
import { approvals } from '../features/approvals/feature.ts'
import { board } from '../features/board/feature.ts'
import { compliance } from '../features/compliance/feature.ts'
import { customers } from '../features/customers/feature.ts'
import { desk } from '../features/desk/feature.ts'
import { dispatch } from '../features/dispatch/feature.ts'
import { handbooks } from '../features/handbooks/feature.ts'
import { ledger } from '../features/ledger/feature.ts'
import { notices } from '../features/notices/feature.ts'
import { notifications } from '../features/notifications/feature.ts'
import { people } from '../features/people/feature.ts'
import { publication } from '../features/publication/feature.ts'
import { session } from '../features/session/feature.ts'
import { simulation } from '../features/simulation/feature.ts'
import { standards } from '../features/standards/feature.ts'
import { tickets } from '../features/tickets/feature.ts'
import { welcome } from '../features/welcome/feature.ts'

export const features = [
  approvals,
  board,
  compliance,
  customers,
  desk,
  dispatch,
  handbooks,
  notices,
  notifications,
  people,
  ledger,
  publication,
  session,
  simulation,
  standards,
  tickets,
  welcome,
]
