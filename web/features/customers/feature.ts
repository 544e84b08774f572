import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'

export const customers = feature({
  name: 'customers',
  screens: [screen('/customers/$id', { load: () => import('./customer.tsx'), component: 'CustomerScreen' })],
  refreshes: { customer: ['/customers'] },
})
