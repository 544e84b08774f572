import { tickets } from '@sansheng/contract/tickets.ts'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'

/** How many of the site's open tickets have a clock past due. */
export function OverdueCount() {
  const { siteId } = useSession()
  const counts = useCall(tickets.counts, { params: { siteId } }, { staleTime: 30_000 })
  const late = counts.data?.breached ?? 0
  return late > 0 ? <i className="ss-dot">{late > 99 ? '99+' : late}</i> : null
}
