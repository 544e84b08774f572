import { feature } from '../../app/feature.ts'

export const publication = feature({
  name: 'publication',
  refreshes: { standard: ['/standard'], approval: ['/standard'] },
  slots: {
    'publish-button': () => import('./publish-button.tsx').then(m => m.PublishButton),
    'publication-box': () => import('./publication-box.tsx').then(m => m.PublicationBox),
    'waiting-publication': () => import('./waiting.tsx').then(m => m.WaitingPublication),
    'version-differences': () => import('./version-differences.tsx').then(m => m.VersionDifferences),
    'publication-history': () => import('./history.tsx').then(m => m.PublicationHistory),
  },
})
