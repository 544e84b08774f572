import { Headset } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'
import { DeskSearch } from './search.ts'

export const desk = feature({
  name: 'desk',
  screens: [screen('/desk', { search: DeskSearch, load: () => import('./desk.tsx'), component: 'Desk' })],
  navigation: [
    {
      place: 'rail',
      to: '/desk',
      label: { zh: '座席', en: 'Desk' },
      needs: 'contacts:receive',
      icon: Headset,
      order: 10,
      firstFor: ['agent', 'receptionist'],
    },
  ],
  refreshes: {
    ticket: ['/callbacks'],
    clock: ['/callbacks'],
    callback: ['/callbacks'],
    customer: ['/customers', '/contacts'],
    intake: ['/contacts'],
    contact: ['/contacts'],
    draft: ['/contacts/:id/draft', '/contact-drafts'],
  },
})
