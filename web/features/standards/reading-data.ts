import { compliance } from '@sansheng/contract/compliance.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { type Standard, standards } from '@sansheng/contract/standards.ts'
import { useMemo } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { serverNow } from '../../app/time.ts'
import type { SavedDraft } from './banners.tsx'
import type { PeriodName } from './choices.ts'
import { startOf } from './period.ts'
import type { FiguresById } from './read.ts'

/** The figures of a period and of the last month, the versions, and the draft that somebody has saved. */
export function useReadingData(standard: Standard, period: PeriodName) {
  const { siteId, site, can } = useSession()
  const zone = site?.zone ?? 'Asia/Shanghai'
  const params = { siteId }
  const from = startOf(period, serverNow(), zone)
  const figures = useCall(compliance.figures, { params, query: { from } }, { enabled: standard.current, keep: true })
  const month = useCall(
    compliance.figures,
    { params, query: { from: startOf('30d', serverNow(), zone) } },
    { enabled: standard.current },
  )
  const versions = useCall(standards.listVersions, { params })
  const draft = useCall(publication.getDraft, { params }, { enabled: can('standards:write') })
  const saved: SavedDraft | null = draft.data?.savedAt
    ? { savedAt: draft.data.savedAt, name: draft.data.savedBy?.name ?? '' }
    : null
  return {
    zone,
    from,
    figures,
    byId: useById(figures.data),
    monthById: useById(month.data),
    versions: versions.data?.items ?? [],
    saved,
  }
}

function useById(figures: { items: { ruleId: string }[] } | undefined): FiguresById | null {
  return useMemo(() => (figures ? new Map(figures.items.map(f => [f.ruleId, f])) : null) as FiguresById | null, [figures])
}
