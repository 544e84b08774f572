import { feature } from '../../app/feature.ts'

export const simulation = feature({
  name: 'simulation',
  slots: {
    'trial-note': () => import('./trial/trial-note.tsx').then(m => m.TrialNote),
    'what-if-button': () => import('./what-if/what-if-button.tsx').then(m => m.WhatIfButton),
    'what-if': () => import('./what-if/what-if.tsx').then(m => m.WhatIf),
  },
})
