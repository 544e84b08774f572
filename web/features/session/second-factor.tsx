/** The second factor of whoever looks: setting it up, new recovery codes, switching it off. */
import { people } from '@sansheng/contract/people.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { type CallFault, call, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { FaultNote } from '../../ui/states.tsx'
import { Enrolment } from './enrolment.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useFactorLabels } from './second-factor-labels.ts'

type Step = { is: 'rest' } | { is: 'enrol'; app: ReplyOf<typeof people.beginSecondFactor> } | { is: 'codes'; codes: string[] }
/** With so few codes left, new ones are suggested. */
const few = 3

export function SecondFactor() {
  const t = useFactorLabels()
  const { me } = useSession()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [step, setStep] = useState<Step>({ is: 'rest' })
  const begin = useSecret(() => call(people.beginSecondFactor, {}))
  const renew = useSecret(() => call(people.renewRecoveryCodes, {}))
  const remove = useSend(people.removeSecondFactor)
  const { since, required, recoveryCodes } = me.secondFactor
  const start = () => begin.mutate(undefined, { onSuccess: app => setStep({ is: 'enrol', app }) })
  const askRenew = () =>
    void modal.confirm({
      title: t('renewAsk'),
      content: t('renewText'),
      okText: t('renew'),
      onOk: () => renew.mutate(undefined, { onSuccess: made => setStep({ is: 'codes', codes: made.recoveryCodes }) }),
    })
  const askRemove = () =>
    void modal.confirm({
      title: t('removeAsk'),
      content: t('removeText'),
      okText: t('remove'),
      onOk: () => remove.mutate({}, { onSuccess: () => void message.success(t('removed')) }),
    })
  const rest = () => {
    setStep({ is: 'rest' })
    void client.invalidateQueries()
  }
  const fault = begin.error ?? renew.error ?? remove.error
  return (
    <section className="ss-sheet" style={{ padding: 24 }} aria-label={t('title')}>
      <h2 className="ss-h" style={{ marginBottom: 8 }}>
        {t('title')}
      </h2>
      <p className="ss-13 ss-2" style={{ marginBottom: 16 }}>
        {t('hint')}
      </p>
      {step.is === 'enrol' && <Enrolment app={step.app} onDone={codes => setStep({ is: 'codes', codes })} onCancel={rest} />}
      {step.is === 'codes' && <RecoveryCodes codes={step.codes} onKept={rest} />}
      {step.is === 'rest' && (
        <>
          {required && since === null && <p role="alert">{t('required')}</p>}
          <p style={{ marginBottom: 16 }}>
            {since === null ? t('off') : t('since', { at: exact(since), count: recoveryCodes })}{' '}
            {since !== null && recoveryCodes <= few && t('few')}
          </p>
          <div className="ss-row ss-wrap">
            <Button type={since === null ? 'primary' : 'default'} loading={begin.isPending} onClick={start}>
              {t(since === null ? 'begin' : 'replace')}
            </Button>
            {since !== null && (
              <Button loading={renew.isPending} onClick={askRenew}>
                {t('renew')}
              </Button>
            )}
            {since !== null && !required && (
              <Button loading={remove.isPending} onClick={askRemove}>
                {t('remove')}
              </Button>
            )}
          </div>
          {fault && <FaultNote fault={fault} inline />}
        </>
      )}
    </section>
  )
}

/** What is shown once: nothing is read again before it was kept, or the screen would be drawn without it. */
const useSecret = <R,>(ask: () => Promise<R>) => useMutation<R, CallFault>({ mutationFn: ask })
