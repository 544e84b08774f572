import { tickets } from '@sansheng/contract/tickets.ts'
import { type Static, Type } from 'typebox'

const filters = Type.Pick(tickets.list.query, ['open', 'mine', 'breached', 'status', 'kind', 'urgency', 'departmentId', 'sort'])

/** Filters live in the address: they can be sent to a colleague, and Back brings them back. */
export const TicketSearch = Type.Object({ q: Type.Optional(tickets.search.query.properties.q), ...filters.properties })
export type TicketSearch = Static<typeof TicketSearch>

/** The clock that is opened on the screen of one ticket. */
export const OneTicketSearch = Type.Object({ clock: Type.Optional(tickets.list.query.properties.departmentId) })
