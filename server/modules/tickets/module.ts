import { recorded } from '@sansheng/contract/recorded.ts'
import * as contract from '@sansheng/contract/tickets.ts'
import type { Module } from '../../platform/module.ts'
import { type TicketsNeeds, ticketsRoutes } from './routes.ts'
import { ticketSubjects } from './subjects.ts'

export const tickets: Module<TicketsNeeds> = {
  name: 'tickets',
  floor: 4,
  tables: ['tickets', 'promises', 'follow_ups', 'ticket_search'],
  contract: contract.tickets,
  shapes: contract,
  subjects: ticketSubjects,
  routes: ticketsRoutes,
  permissions: contract.permissions,
  ...recorded.tickets,
}
