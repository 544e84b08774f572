import { Truck } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'
import { FormSearch, PaperSearch } from './search.ts'

export const dispatch = feature({
  name: 'dispatch',
  screens: [
    screen('/forms', { search: FormSearch, load: () => import('./list.tsx'), component: 'FormList' }),
    screen('/forms/$id', { search: PaperSearch, load: () => import('./form.tsx'), component: 'FormScreen' }),
  ],
  navigation: [
    {
      place: 'rail',
      to: '/forms',
      label: { zh: '派工', en: 'Dispatch' },
      needs: 'dispatch:read',
      icon: Truck,
      order: 30,
      firstFor: ['worker', 'department-head'],
    },
  ],
  refreshes: {
    ticket: ['/forms'],
    clock: ['/forms'],
    dispatch: ['/forms'],
    worker: ['/forms'],
    service: ['/forms'],
    inspection: ['/forms'],
    callback: ['/forms'],
  },
})
