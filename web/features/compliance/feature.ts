import { ChartNoAxesColumn } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'

export const compliance = {
  name: 'compliance',
  navigation: [
    {
      place: 'standard',
      to: '/standard/compliance',
      label: { zh: '逐条达标', en: 'Clause by clause' },
      needs: 'standards:read',
      icon: ChartNoAxesColumn,
      order: 10,
    },
  ],
} satisfies Feature
