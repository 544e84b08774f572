import { customers } from '@sansheng/contract/customers.ts'
import { Link } from '@tanstack/react-router'
import { UsersRound } from 'lucide-react'
import { useCall } from '../app/call.ts'
import { useSession } from '../app/session.tsx'
import { useCustomerLabels } from './customer-labels.ts'

const freshFor = 5 * 60_000

/** Leads to where a customer is merged with another record of his; says quietly when there seems to be one. */
export function SameCustomer({ id }: { id: string }) {
  const t = useCustomerLabels()
  const { siteId, can } = useSession()
  const may = can('customers:merge')
  const same = useCall(customers.same, { params: { siteId, id } }, { enabled: may, staleTime: freshFor })
  if (!may) return null
  const count = same.data?.likely.length ?? 0
  return (
    <Link to="/customers/$id" params={{ id } as never} className="ss-row ss-12" style={{ display: 'inline-flex', gap: 4 }}>
      <UsersRound size={13} aria-hidden="true" /> {count > 0 ? t('likely', { count }) : t('same')}
    </Link>
  )
}
