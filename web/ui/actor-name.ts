import type { ActorRef } from '@sansheng/contract/people.ts'
import { useUiLabels } from './labels.ts'

/** The name of whoever did something; a program is marked as one. */
export function useActorName(): (who: Pick<ActorRef, 'kind' | 'name'>) => string {
  const t = useUiLabels()
  return ({ kind, name }) => (kind === 'service' ? t('program', { name }) : name)
}
