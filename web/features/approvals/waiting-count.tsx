import { approvals } from '@sansheng/contract/approvals.ts'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { CountDot } from '../../ui/count-dot.tsx'

/** How many wait for the answer of whoever looks. */
export function WaitingCount() {
  const { siteId } = useSession()
  const waiting = useCall(approvals.list, { params: { siteId } }, { staleTime: 30_000 }).data?.items.length ?? 0
  return <CountDot count={waiting} />
}
