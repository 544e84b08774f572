import { type Approval, approvals } from '@sansheng/contract/approvals.ts'
import { App, Select } from 'antd'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { usePersonOptions } from '../../ui/person-options.ts'
import { FaultNote } from '../../ui/states.tsx'
import type { ApprovalLabels } from './labels.ts'

/** Lets somebody else answer in one's place, this once. */
export function HandOver({ approval, t, onDone }: { approval: Approval; t: ApprovalLabels; onDone: () => void }) {
  const { siteId, me } = useSession()
  const { message } = App.useApp()
  const { options, loading } = usePersonOptions(p => p.active && p.id !== me.person.id && p.id !== approval.requestedBy?.id)
  const delegate = useSend(approvals.delegate)
  const give = (to: string) =>
    delegate
      .mutateAsync({ params: { siteId, id: approval.id }, body: { to } })
      .then(() => {
        void message.success(t('handed', { name: options.find(p => p.value === to)?.label ?? '' }))
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
        loading={loading || delegate.isPending}
        value={null}
        onChange={to => to && void give(to)}
        options={options}
      />
      {delegate.error && <FaultNote fault={delegate.error} inline />}
    </div>
  )
}
