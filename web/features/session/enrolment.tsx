import { people } from '@sansheng/contract/people.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, QRCode } from 'antd'
import { type CallFault, call } from '../../app/call.ts'
import { CodeInput } from '../../ui/code-input.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useFactorLabels } from './second-factor-labels.ts'

/** Shows the key of an app and takes its first code. */
export function Enrolment({
  app,
  onDone,
  onCancel,
}: {
  app: { key: string; uri: string }
  onDone: (recoveryCodes: string[]) => void
  onCancel: () => void
}) {
  const t = useFactorLabels()
  const enrol = useMutation<{ recoveryCodes: string[] }, CallFault, string>({
    mutationFn: code => call(people.enrolSecondFactor, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  return (
    <div className="ss-col" style={{ gap: 12 }}>
      <p>{t('step1')}</p>
      <div role="img" aria-label={t('qr')}>
        <QRCode value={app.uri} type="svg" size={176} color="#000" bgColor="#fff" />
      </div>
      <p className="ss-13 ss-2">{t('keyHint')}</p>
      <code style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>{app.key.match(/.{1,4}/g)?.join(' ')}</code>
      <Form layout="vertical" requiredMark={false} onFinish={({ code }) => enrol.mutate(code)} disabled={enrol.isPending}>
        <p style={{ marginBottom: 8 }}>{t('step2')}</p>
        <Form.Item name="code" label={t('code')} rules={[{ required: true, message: '' }]}>
          <CodeInput />
        </Form.Item>
        {enrol.error && <FaultNote fault={enrol.error} inline />}
        <div className="ss-row">
          <Button type="primary" htmlType="submit" loading={enrol.isPending}>
            {t('confirm')}
          </Button>
          <Button onClick={onCancel}>{t('cancel')}</Button>
        </div>
      </Form>
    </div>
  )
}
