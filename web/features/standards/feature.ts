import type { Feature } from '../../app/feature.ts'

export const standards = {
  name: 'standards',
  slots: {
    'text-comparison': () => import('./versions/text-comparison.tsx').then(m => m.TextComparison),
  },
} satisfies Feature
