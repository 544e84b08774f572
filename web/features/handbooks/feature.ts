import { FileInput } from 'lucide-react'
import type { Feature, NavigationEntry } from '../../app/feature.ts'

const importEntry = {
  to: '/standard/import',
  label: { zh: '交来手册', en: 'Bring a handbook' },
  needs: 'standards:write',
  icon: FileInput,
  order: 20,
} satisfies Omit<NavigationEntry, 'place'>

export const handbooks = {
  name: 'handbooks',
  navigation: [
    { place: 'standard', ...importEntry },
    { place: 'no-standard', ...importEntry },
  ],
} satisfies Feature
