import { ClipboardList } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'
import { OneTicketSearch, TicketSearch } from './search.ts'

export const tickets = feature({
  name: 'tickets',
  screens: [
    screen('/tickets', { search: TicketSearch, load: () => import('./list.tsx'), component: 'TicketList' }),
    screen('/tickets/$id', { search: OneTicketSearch, load: () => import('./ticket.tsx'), component: 'TicketScreen' }),
  ],
  navigation: [
    {
      place: 'rail',
      to: '/tickets',
      label: { zh: '工单', en: 'Tickets' },
      needs: 'tickets:read',
      icon: ClipboardList,
      order: 20,
      firstFor: ['shift-leader'],
      badge: () => import('./overdue.tsx').then(m => m.OverdueCount),
    },
  ],
  slots: { search: () => import('./search-everywhere.tsx').then(m => m.SearchEverywhere) },
  refreshes: {
    ticket: ['/tickets', '/ticket'],
    fault: ['/tickets'],
    promise: ['/tickets'],
    customer: ['/tickets'],
    clock: ['/tickets', '/ticket', '/clocks'],
    approval: ['/tickets', '/clocks'],
    gate: ['/tickets'],
    dispatch: ['/tickets', '/ticket'],
    worker: ['/tickets'],
    service: ['/tickets'],
    inspection: ['/tickets'],
    callback: ['/tickets'],
  },
})
