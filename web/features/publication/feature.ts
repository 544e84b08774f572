import type { Feature } from '../../app/feature.ts'

export const publication = {
  name: 'publication',
  slots: {
    'publish-button': () => import('./publish-button.tsx').then(m => m.PublishButton),
    'publication-box': () => import('./publication-box.tsx').then(m => m.PublicationBox),
    'waiting-publication': () => import('./waiting.tsx').then(m => m.WaitingPublication),
    'publication-history': () => import('./history.tsx').then(m => m.PublicationHistory),
  },
} satisfies Feature
