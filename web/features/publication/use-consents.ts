import { publication } from '@sansheng/contract/publication.ts'
import { useCall } from '../../app/call.ts'
import { usePublicationLabels } from './labels.ts'

/** Whether a new version needs anybody's consent at this site, and what the way there is called. */
export function useConsents(siteId: number): { needed: boolean; word: string } {
  const t = usePublicationLabels()
  const list = useCall(publication.list, { params: { siteId } })
  const needs = list.data?.needs ?? []
  return { needed: needs.length > 0, word: t(needs.some(step => !step.given) ? 'submit' : 'publish') }
}
