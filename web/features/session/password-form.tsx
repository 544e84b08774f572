import type { people } from '@sansheng/contract/people.ts'
import { Button, Divider, Form, Input } from 'antd'
import type { useSend } from '../../app/call.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { FaultNote } from '../../ui/states.tsx'
import type { SessionLabels } from './labels.ts'

type Typed = { staffNumber: string; password: string }

/** `below`: it stands below another way to sign in. */
export function PasswordForm({
  signIn,
  below,
  onSubmit,
  t,
}: {
  signIn: ReturnType<typeof useSend<typeof people.signIn>>
  below: boolean
  onSubmit: (typed: Typed) => Promise<void>
  t: SessionLabels
}) {
  return (
    <>
      {below && <Divider plain>{t('or')}</Divider>}
      <Form layout="vertical" size="large" requiredMark={false} onFinish={onSubmit} disabled={signIn.isPending}>
        <Form.Item name="staffNumber" label={t('staffNumber')} rules={[{ required: true, message: '' }]}>
          <Input autoFocus autoComplete="username" maxLength={32} />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: '' }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        {signIn.error && <FaultNote fault={signIn.error} inline />}
        <Button type="primary" htmlType="submit" block loading={signIn.isPending} style={{ marginTop: 16 }}>
          {t('signIn')} <Kbd>↵</Kbd>
        </Button>
      </Form>
      <p className="ss-13 ss-3" style={{ marginTop: 16 }}>
        {t('forgot')}
      </p>
    </>
  )
}
