import { publication } from '@sansheng/contract/publication.ts'
import { type Standard, standards } from '@sansheng/contract/standards.ts'
import { useMemo } from 'react'
import { type CallFault, useCall } from '../../../app/call.ts'
import { useSession } from '../../../app/session.tsx'

/** A published version, or the draft as it was saved last. */
export type Edition = Pick<Standard, 'source' | 'clauses'> & {
  draft: boolean
  trial: boolean
  by: string | null
  at: string | null
  approvedBy: string[]
  note: string | null
}

export function useEdition(id: string): { edition: Edition | null; fault: CallFault | null } {
  const { siteId } = useSession()
  const isDraft = id === 'draft'
  const params = { siteId }
  const version = useCall(standards.getVersion, { params: { siteId, id } }, { enabled: !isDraft })
  const versions = useCall(standards.listVersions, { params })
  const draft = useCall(publication.getDraft, { params }, { enabled: isDraft })
  const source = draft.data?.source ?? ''
  const checked = useCall(standards.check, { params, body: { source } }, { enabled: isDraft && draft.data !== undefined })
  const edition = useMemo((): Edition | null => {
    if (isDraft) {
      if (!draft.data || !checked.data) return null
      const { savedAt, savedBy } = draft.data
      return {
        source,
        clauses: checked.data.clauses,
        draft: true,
        trial: false,
        by: savedBy?.name ?? null,
        at: savedAt,
        approvedBy: [],
        note: null,
      }
    }
    if (!version.data) return null
    const { clauses, trial, publishedBy, publishedAt, note } = version.data
    const row = versions.data?.items.find(v => v.id === id)
    return {
      source: version.data.source,
      clauses,
      draft: false,
      trial,
      by: publishedBy?.name ?? null,
      at: publishedAt,
      approvedBy: row?.approvedBy.map(p => p.name) ?? [],
      note,
    }
  }, [isDraft, draft.data, checked.data, source, version.data, versions.data, id])
  return { edition, fault: isDraft ? (draft.error ?? checked.error) : version.error }
}
