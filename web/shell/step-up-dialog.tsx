/** Asks who is there before a sensitive act; what was typed for the act stays where it is, and the act goes on after it. */
import { people } from '@sansheng/contract/people.ts'
import { provider } from '@sansheng/contract/provider.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Modal } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { type CallFault, call, useCall } from '../app/call.ts'
import { useSession } from '../app/session.tsx'
import { askBy, onConfirmedElsewhere } from '../app/step-up.ts'
import { CodeInput } from '../ui/code-input.tsx'
import { FaultNote } from '../ui/states.tsx'
import { useStepUpLabels } from './step-up-labels.ts'

type Shown = { code?: string; password?: string }

export function StepUpDialog() {
  const [answer, setAnswer] = useState<((shown: boolean) => void) | null>(null)
  useEffect(() => {
    let open: ((shown: boolean) => void) | null = null
    const stop = askBy(
      () =>
        new Promise<boolean>(resolve => {
          open = resolve
          setAnswer(() => resolve)
        }),
    )
    return () => {
      stop()
      open?.(false)
    }
  }, [])
  const end = (shown: boolean) => {
    answer?.(shown)
    setAnswer(null)
  }
  return answer ? <Dialog onEnd={end} /> : null
}

function Dialog({ onEnd }: { onEnd: (shown: boolean) => void }) {
  const t = useStepUpLabels()
  const { me } = useSession()
  // nothing is read again: what is on the screen belongs to the act that waits
  const confirm = useMutation<unknown, CallFault, Shown>({ mutationFn: body => call(people.confirmMe, { body }) })
  const [form] = Form.useForm<Shown>()
  const hasCode = me.secondFactor.since !== null
  const ways = useCall(provider.signInWays, {}, { staleTime: Number.POSITIVE_INFINITY })
  const there = useMutation<{ url: string }, CallFault, Window | null>({
    mutationFn: () => call(provider.beginConfirmation, {}),
    onSuccess: ({ url }, opened) => {
      if (opened) opened.location.href = url
    },
    onError: (_, opened) => opened?.close(),
  })
  const endNow = useEffectEvent(() => onEnd(true))
  useEffect(() => onConfirmedElsewhere(() => endNow()), [])
  const submit = async (body: Shown) => {
    const done = await confirm.mutateAsync(body).catch(() => null)
    if (done) onEnd(true)
  }
  return (
    <Modal
      open
      title={t('title')}
      okText={t('confirm')}
      cancelText={t('cancel')}
      confirmLoading={confirm.isPending}
      mask={{ closable: false }}
      width={420}
      onOk={() => form.submit()}
      onCancel={() => onEnd(false)}
    >
      <p className="ss-13 ss-2" style={{ marginBottom: 16 }}>
        {t('why')}
      </p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} disabled={confirm.isPending}>
        <input type="text" hidden readOnly autoComplete="username" value={me.person.staffNumber} />
        {hasCode ? (
          <Form.Item name="code" label={t('code')} rules={[{ required: true, message: '' }]}>
            <CodeInput autoFocus />
          </Form.Item>
        ) : (
          <Form.Item name="password" label={t('password')} rules={[{ required: true, message: '' }]}>
            <Input.Password autoComplete="current-password" maxLength={200} autoFocus />
          </Form.Item>
        )}
        {!hasCode && ways.data?.provider && (
          // opened by the press itself, or the browser takes it for an advertisement
          <Button
            type="link"
            style={{ padding: 0 }}
            onClick={() => there.mutate(window.open('', '_blank', 'width=480,height=640'))}
          >
            {t('there', { label: ways.data.provider.label })}
          </Button>
        )}
        {confirm.error && <FaultNote fault={confirm.error} inline />}
        {there.error && <FaultNote fault={there.error} inline />}
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}
