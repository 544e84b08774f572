import { customers } from '@sansheng/contract/customers.ts'
import { App, Button, Input, Popover } from 'antd'
import { Eye } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSend } from '../app/call.ts'
import { useShellLabels } from '../app/labels.ts'
import { useSession } from '../app/session.tsx'

const openFor = 10

/** A masked number; who may see it gives a reason, which is logged, and it closes by itself. */
export function MaskedField({ masked, customerId, caseId }: { masked: string | null; customerId: string; caseId?: string }) {
  const t = useShellLabels()
  const { siteId, can } = useSession()
  const { message } = App.useApp()
  const reveal = useSend(customers.reveal)
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<{ phone: string; left: number } | null>(null)
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => setShown(shown.left > 1 ? { ...shown, left: shown.left - 1 } : null), 1000)
    return () => clearTimeout(timer)
  }, [shown])
  if (!masked) return null
  const submit = async () => {
    const done = await reveal
      .mutateAsync({ params: { siteId, id: customerId }, body: { reason, ...(caseId ? { caseId } : {}) } })
      .catch(error => {
        message.error(error.message)
        return null
      })
    if (!done) return
    setAsking(false)
    setReason('')
    setShown({ phone: done.phone ?? masked, left: openFor })
  }
  return (
    <span className="ss-row" style={{ display: 'inline-flex', gap: 6 }}>
      <span className="ss-num">{shown?.phone ?? masked.replaceAll('*', '•')}</span>
      {shown && <span className="ss-12 ss-3">{t('revealed', { seconds: shown.left })}</span>}
      {!shown && can('customers:reveal') && (
        <Popover
          trigger="click"
          open={asking}
          onOpenChange={setAsking}
          content={
            <form
              className="ss-col"
              style={{ width: 260 }}
              onSubmit={e => {
                e.preventDefault()
                void submit()
              }}
            >
              <label className="ss-12" htmlFor={`reveal-${customerId}`}>
                {t('revealReason')}
              </label>
              <Input
                id={`reveal-${customerId}`}
                autoFocus
                value={reason}
                maxLength={200}
                onChange={e => setReason(e.target.value)}
              />
              <span className="ss-12 ss-3">{t('revealHint')}</span>
              <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={reveal.isPending}>
                {t('reveal')}
              </Button>
            </form>
          }
        >
          <Button type="link" size="small" icon={<Eye size={14} />}>
            {t('reveal')}
          </Button>
        </Popover>
      )}
    </span>
  )
}
