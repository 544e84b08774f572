/** Who goes: people of the department first, others only for whoever may name them. */
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { Select } from 'antd'
import { useCall } from '../app/call.ts'
import { useSession } from '../app/session.tsx'

type WorkerSelectProps = {
  departmentId: string | undefined
  id?: string
  placeholder: string
  autoFocus?: boolean
  value?: string | undefined
  onChange?: (id: string | undefined) => void
}
export function WorkerSelect({ departmentId, value, onChange, ...more }: WorkerSelectProps) {
  const { siteId, can } = useSession()
  const query = departmentId ? { departmentId } : {}
  const workers = useCall(
    dispatch.workers,
    { params: { siteId }, query },
    { staleTime: 60_000, enabled: can('dispatch:work') || can('dispatch:make') },
  )
  return (
    <Select
      {...more}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={workers.isFetching}
      value={value ?? null}
      onChange={id => onChange?.(id ?? undefined)}
      options={workers.data?.items.map(p => ({ value: p.id, label: [p.name, p.staffNumber, ...p.departments].join(' ') })) ?? []}
    />
  )
}
