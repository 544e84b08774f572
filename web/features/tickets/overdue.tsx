import { tickets } from '@sansheng/contract/tickets.ts'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { CountDot } from '../../ui/count-dot.tsx'

/** How many of the site's open tickets have a clock past due. */
export function OverdueCount() {
  const { siteId } = useSession()
  const counts = useCall(tickets.counts, { params: { siteId } }, { staleTime: 30_000 })
  return <CountDot count={counts.data?.breached ?? 0} />
}
