import { approvals } from '@sansheng/contract/approvals.ts'
import { exemptions } from '@sansheng/contract/exemptions.ts'
import type { Explanation } from '@sansheng/contract/standards.ts'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useSend } from '../app/call.ts'
import { useSession } from '../app/session.tsx'
import { AnswerActs, ReasonForm } from './answer-acts.tsx'
import { useExemptionLabels } from './exemption-labels.ts'
import { FaultNote } from './states.tsx'

/** Asks for an exemption from a breach, answers one that waits, or takes it back; nothing for those who may do neither. */
export function ExemptionActs({ siteId, explanation }: { siteId: number; explanation: Explanation }) {
  const t = useExemptionLabels()
  const { can } = useSession()
  const { message } = App.useApp()
  const request = useSend(exemptions.requestExemption)
  const answer = useSend(approvals.answer)
  const withdraw = useSend(approvals.withdraw)
  const [asking, setAsking] = useState(false)
  const { clock, exemption } = explanation
  const waits = exemption?.state === 'waiting'
  const mayAsk = clock.breached && !clock.exempted && !waits && can('standards:request-exemption')
  const fault = request.error ?? answer.error ?? withdraw.error
  const approval = { siteId, id: exemption?.approvalId ?? '' }
  const done = (word: Parameters<typeof t>[0]) => () => {
    setAsking(false)
    void message.success(t(word))
  }
  const nothing = () => undefined
  const ask = (reason: string) =>
    request.mutateAsync({ params: { siteId, id: clock.id }, body: { reason } }).then(done('submitted'), nothing)
  const refuse = (reason: string) =>
    answer.mutateAsync({ params: approval, body: { given: false, reason } }).then(done('turnedDown'))
  const agree = () => answer.mutateAsync({ params: approval, body: { given: true } }).then(done('agreed'), nothing)
  const takeBack = () => withdraw.mutateAsync({ params: approval }).then(done('takenBack'), nothing)
  if (!mayAsk && !exemption?.mayAnswer && !exemption?.mayWithdraw) return null
  return (
    <div className="ss-col ss-exemption-acts">
      {fault && <FaultNote fault={fault} inline />}
      {asking ? (
        <ReasonForm
          label={t('reason')}
          submit={t('submit')}
          busy={request.isPending}
          onSubmit={reason => void ask(reason)}
          onCancel={() => setAsking(false)}
        />
      ) : (
        mayAsk && <Button onClick={() => setAsking(true)}>{t(exemption ? 'askAgain' : 'ask')}</Button>
      )}
      {exemption?.mayAnswer && (
        <AnswerActs busy={answer.isPending} words={{ agree: t('agree') }} onAgree={() => void agree()} onRefuse={refuse} />
      )}
      {exemption?.mayWithdraw && (
        <Button loading={withdraw.isPending} onClick={() => void takeBack()}>
          {t('withdraw')}
        </Button>
      )}
    </div>
  )
}
