import { Megaphone } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'

export const notices = feature({
  name: 'notices',
  screens: [screen('/notices', { load: () => import('./notices.tsx'), component: 'Notices' })],
  navigation: [
    { place: 'rail', to: '/notices', label: { zh: '公告', en: 'Notices' }, needs: 'notices:read', icon: Megaphone, order: 60 },
  ],
  refreshes: {
    intake: ['/notices'],
    contact: ['/notices'],
    notice: ['/notice'],
  },
})
