import { standards } from '@sansheng/contract/standards.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { FaultNote, Loading } from '../../ui/states.tsx'
import { Editor } from './editor.tsx'
import { useStandardLabels } from './labels.ts'
import { NoStandard } from './no-standard.tsx'
import { Reading } from './reading.tsx'
import './standard.css'

const here = getRouteApi('/shell/standard')

/** The living standard: the written words with what became of them. */
export function StandardScreen() {
  const t = useStandardLabels()
  const { siteId, can } = useSession()
  const search = here.useSearch()
  const current = useCall(standards.get, { params: { siteId } }, { enabled: siteId > 0 })
  const old = useCall(
    standards.getVersion,
    { params: { siteId, id: search.version ?? '' } },
    { enabled: search.version !== undefined && search.version !== current.data?.id },
  )
  if (search.edit && can('standards:write')) return <Editor key={siteId} current={current.data ?? null} t={t} />
  if (current.error?.code === 'standard.none') return <NoStandard t={t} />
  const read = search.version && search.version !== current.data?.id ? old : current
  if (read.error && !read.data) return <FaultNote fault={read.error} onRetry={() => read.refetch()} />
  if (!read.data) return <Loading />
  return <Reading key={siteId} standard={read.data} t={t} />
}
