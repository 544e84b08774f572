import { catalogue } from '../../app/i18n.ts'

export const useJoinedLabels = catalogue(
  'tickets-joined',
  { again: '又来电', count: '同一件事又来了 {{count}} 次', by: '{{name}} 接' },
  { again: 'Called again', count: '{{count}} more contacts about it', by: 'taken by {{name}}' },
)
