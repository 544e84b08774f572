import { Users } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'

export const people = feature({
  name: 'people',
  screens: [screen('/people', { load: () => import('./people.tsx'), component: 'People' })],
  navigation: [
    {
      place: 'rail',
      to: '/people',
      label: { zh: '人员', en: 'People' },
      needs: 'people:read',
      icon: Users,
      order: 70,
      firstFor: ['administrator'],
    },
  ],
  refreshes: {
    site: ['/departments', '/persons', '/units', '/roles'],
    person: ['/persons', '/departments', '/roles', '/approvals', '/account-exceptions'],
    approval: ['/persons', '/approvals'],
    standard: ['/sites'],
  },
})
