import { publication } from '@sansheng/contract/publication.ts'
import { useCall } from '../../app/call.ts'
import type { SlotProps } from '../../app/slots.ts'
import { AcceptedDifferences } from './differences.tsx'
import { usePublicationLabels } from './labels.ts'

/** Where words and rules of a published version differ, each with the reason for it. */
export function VersionDifferences({ siteId, versionId }: SlotProps['version-differences']) {
  const t = usePublicationLabels()
  const found = useCall(publication.listDifferences, { params: { siteId, id: versionId } })
  return <AcceptedDifferences differences={found.data?.items ?? []} t={t} />
}
