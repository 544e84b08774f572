import { FileInput } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { screen } from '../../app/screens.ts'

const importEntry = {
  to: '/standard/import',
  label: { zh: '交来手册', en: 'Bring a handbook' },
  needs: 'standards:write',
  icon: FileInput,
  order: 20,
} as const

export const handbooks = feature({
  name: 'handbooks',
  screens: [screen('/standard/import', { load: () => import('./import.tsx'), component: 'ImportScreen' })],
  navigation: [
    { place: 'standard', ...importEntry },
    { place: 'no-standard', ...importEntry },
  ],
})
