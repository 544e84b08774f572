/** The number of the customer, masked; whoever has the form in hand sees it whole and calls it, which is logged. */
import { dispatch, type Form, inHand } from '@sansheng/contract/dispatch.ts'
import { phoneLink } from '@sansheng/contract/phone.ts'
import { Button } from 'antd'
import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useFormLabels } from './labels.ts'

export function CallCustomer({ form }: { form: Form }) {
  const t = useFormLabels()
  const { siteId, can } = useSession()
  const reveal = useSend(dispatch.phone)
  const [phone, setPhone] = useState<string | null>(null)
  const masked = form.ticket.phoneMasked
  if (!masked) return null
  const show = () => reveal.mutate({ params: { siteId, id: form.id }, body: {} }, { onSuccess: done => setPhone(done.phone) })
  return (
    <div>
      <dt className="ss-3">{t('phone')}</dt>
      <dd className="ss-row ss-wrap">
        {phone ? (
          <a className="ss-form-call ss-num" href={phoneLink(phone)} ref={link => link?.focus()}>
            <Phone size={18} aria-hidden="true" /> {phone}
          </a>
        ) : (
          <>
            <span className="ss-num">{masked.replaceAll('*', '•')}</span>
            {inHand.has(form.status) && can('customers:reveal') && can('dispatch:work') && (
              <Button size="large" icon={<Phone size={18} />} loading={reveal.isPending} onClick={show}>
                {t('call')}
              </Button>
            )}
          </>
        )}
        {phone && <span className="ss-12 ss-3">{t('callLogged')}</span>}
        {reveal.error && <FaultNote fault={reveal.error} inline onRetry={show} />}
      </dd>
    </div>
  )
}
