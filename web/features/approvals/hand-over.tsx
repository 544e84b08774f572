import { type Approval, approvals } from '@sansheng/contract/approvals.ts'
import { people } from '@sansheng/contract/people.ts'
import { App, Select } from 'antd'
import { useCall, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { FaultNote } from '../../ui/states.tsx'
import type { ApprovalLabels } from './labels.ts'

/** Lets somebody else answer in one's place, this once. */
export function HandOver({ approval, t, onDone }: { approval: Approval; t: ApprovalLabels; onDone: () => void }) {
  const { siteId, me } = useSession()
  const { message } = App.useApp()
  const persons = useCall(people.listPersons, { params: { siteId }, query: {} })
  const delegate = useSend(approvals.delegate)
  const others = (persons.data?.items ?? []).filter(p => p.id !== me.person.id && p.id !== approval.requestedBy?.id)
  const give = (to: string) =>
    delegate
      .mutateAsync({ params: { siteId, id: approval.id }, body: { to } })
      .then(() => {
        void message.success(t('handed', { name: others.find(p => p.id === to)?.name ?? '' }))
        onDone()
      })
      .catch(() => undefined)
  return (
    <div className="ss-col ss-approval-hand">
      <p className="ss-12 ss-2">{t('handHint')}</p>
      <Select
        autoFocus
        aria-label={t('handTo')}
        placeholder={t('handTo')}
        showSearch={{ optionFilterProp: 'label' }}
        loading={persons.isLoading || delegate.isPending}
        value={null}
        onChange={to => to && void give(to)}
        options={others.map(p => ({ value: p.id, label: `${p.name} ${p.staffNumber}` }))}
      />
      {delegate.error && <FaultNote fault={delegate.error} inline />}
    </div>
  )
}
