import { approvals } from '@sansheng/contract/approvals.ts'
import { exemptions } from '@sansheng/contract/exemptions.ts'
import type { Explanation } from '@sansheng/contract/standards.ts'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useSend } from '../app/call.ts'
import { useSession } from '../app/session.tsx'
import { useExemptionLabels } from './exemption-labels.ts'
import { FaultNote } from './states.tsx'

type Act = 'ask' | 'refuse'

/** Asks for an exemption from a breach, answers one that waits, or takes it back; nothing for those who may do neither. */
export function ExemptionActs({ siteId, explanation }: { siteId: number; explanation: Explanation }) {
  const t = useExemptionLabels()
  const { can } = useSession()
  const { message } = App.useApp()
  const request = useSend(exemptions.requestExemption)
  const answer = useSend(approvals.answer)
  const withdraw = useSend(approvals.withdraw)
  const [writing, setWriting] = useState<Act | null>(null)
  const { clock, exemption } = explanation
  const waits = exemption?.state === 'waiting'
  const mayAsk = clock.breached && !clock.exempted && !waits && can('standards:request-exemption')
  const fault = request.error ?? answer.error ?? withdraw.error
  const approval = { siteId, id: exemption?.approvalId ?? '' }
  const done = (word: Parameters<typeof t>[0]) => () => {
    setWriting(null)
    void message.success(t(word))
  }
  const nothing = () => undefined
  const send = (reason: string) =>
    writing === 'ask'
      ? request.mutateAsync({ params: { siteId, id: clock.id }, body: { reason } }).then(done('submitted'), nothing)
      : answer.mutateAsync({ params: approval, body: { given: false, reason } }).then(done('turnedDown'), nothing)
  const agree = () => answer.mutateAsync({ params: approval, body: { given: true } }).then(done('agreed'), nothing)
  const takeBack = () => withdraw.mutateAsync({ params: approval }).then(done('takenBack'), nothing)
  if (!mayAsk && !exemption?.mayAnswer && !exemption?.mayWithdraw) return null
  return (
    <div className="ss-col ss-exemption-acts">
      {fault && <FaultNote fault={fault} inline />}
      {writing ? (
        <ReasonForm
          label={t(writing === 'ask' ? 'reason' : 'refusal')}
          submit={t(writing === 'ask' ? 'submit' : 'refuse')}
          busy={request.isPending || answer.isPending}
          onSubmit={reason => void send(reason)}
          onCancel={() => setWriting(null)}
        />
      ) : (
        <div className="ss-row ss-wrap">
          {mayAsk && <Button onClick={() => setWriting('ask')}>{t(exemption ? 'askAgain' : 'ask')}</Button>}
          {exemption?.mayAnswer && (
            <>
              <Button type="primary" loading={answer.isPending} onClick={() => void agree()}>
                {t('agree')}
              </Button>
              <Button onClick={() => setWriting('refuse')}>{t('refuse')}</Button>
            </>
          )}
          {exemption?.mayWithdraw && (
            <Button loading={withdraw.isPending} onClick={() => void takeBack()}>
              {t('withdraw')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

type ReasonFormProps = {
  label: string
  submit: string
  busy: boolean
  onSubmit: (reason: string) => void
  onCancel: () => void
}
function ReasonForm({ label, submit, busy, onSubmit, onCancel }: ReasonFormProps) {
  const t = useExemptionLabels()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  return (
    <form
      className="ss-col"
      onSubmit={e => {
        e.preventDefault()
        if (reason.trim() === '') setMissing(true)
        else onSubmit(reason.trim())
      }}
    >
      <label htmlFor="exemption-reason" className="ss-13 ss-2">
        {label}
      </label>
      <Input.TextArea
        id="exemption-reason"
        autoFocus
        rows={3}
        maxLength={500}
        showCount
        value={reason}
        status={missing ? 'error' : ''}
        aria-invalid={missing}
        aria-describedby={missing ? 'exemption-missing' : undefined}
        onChange={e => {
          setReason(e.target.value)
          setMissing(false)
        }}
      />
      {missing && (
        <span id="exemption-missing" role="alert" className="ss-12 ss-late">
          {t('reasonMissing')}
        </span>
      )}
      <div className="ss-row ss-wrap">
        <Button type="primary" htmlType="submit" loading={busy}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
