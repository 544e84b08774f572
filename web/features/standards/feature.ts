import { ScrollText } from 'lucide-react'
import { feature } from '../../app/feature.ts'
import { bareScreen, screen } from '../../app/screens.ts'
import { CompareSearch, PrintSearch, StandardSearch } from './search.ts'

export const standards = feature({
  name: 'standards',
  screens: [
    screen('/standard', { search: StandardSearch, load: () => import('./standard.tsx'), component: 'StandardScreen' }),
    screen('/standard/compare', {
      search: CompareSearch,
      load: () => import('./versions/compare.tsx'),
      component: 'CompareScreen',
    }),
  ],
  bareScreens: [
    bareScreen('/standard/print', {
      search: PrintSearch,
      load: () => import('./print/handbook.tsx'),
      component: 'HandbookScreen',
    }),
  ],
  navigation: [
    {
      place: 'rail',
      to: '/standard',
      label: { zh: '规范', en: 'Standard' },
      needs: 'standards:read',
      icon: ScrollText,
      order: 40,
      firstFor: ['director', 'inspector'],
    },
  ],
  slots: {
    'text-comparison': () => import('./versions/text-comparison.tsx').then(m => m.TextComparison),
  },
  refreshes: {
    standard: ['/standard'],
    calendar: ['/calendars'],
  },
})
