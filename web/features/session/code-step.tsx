import { people } from '@sansheng/contract/people.ts'
import { Button, Form } from 'antd'
import { useSend } from '../../app/call.ts'
import { CodeInput } from '../../ui/code-input.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useFactorLabels } from './second-factor-labels.ts'

/** The second step of signing in: the password was right. */
export function CodeStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const t = useFactorLabels()
  const enter = useSend(people.enterCode)
  const submit = async (body: { code: string }) => {
    const done = await enter.mutateAsync({ body }).catch(() => null)
    if (done) onDone()
  }
  return (
    <>
      <p className="ss-13 ss-2" style={{ marginBottom: 16 }}>
        {t('enterHint')}
      </p>
      <Form layout="vertical" size="large" requiredMark={false} onFinish={submit} disabled={enter.isPending}>
        <Form.Item name="code" label={t('enter')} rules={[{ required: true, message: '' }]}>
          <CodeInput autoFocus />
        </Form.Item>
        {enter.error && <FaultNote fault={enter.error} inline />}
        <Button type="primary" htmlType="submit" block loading={enter.isPending} style={{ marginTop: 16 }}>
          {t('signIn')} <Kbd>↵</Kbd>
        </Button>
      </Form>
      <Button type="link" style={{ marginTop: 16, padding: 0 }} onClick={onBack}>
        {t('back')}
      </Button>
    </>
  )
}
