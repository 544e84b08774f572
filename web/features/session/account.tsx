import { people } from '@sansheng/contract/people.ts'
import { permissions } from '@sansheng/contract/permissions.ts'
import type { Permission, Permissions } from '@sansheng/contract/route.ts'
import { App, Button, Form, Input, Tag } from 'antd'
import { useSend } from '../../app/call.ts'
import { shownLanguage } from '../../app/language.ts'
import { listed } from '../../app/punctuation.ts'
import { mustSetUp, useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { FaultNote } from '../../ui/states.tsx'
import { roleWord } from '../../ui/vocabulary-labels.ts'
import { useSessionLabels } from './labels.ts'
import { MyLanguage } from './my-language.tsx'
import { MySessions } from './my-sessions.tsx'
import { SecondFactor } from './second-factor.tsx'

const labelOf = (permission: Permission) => (permissions as Permissions)[permission]?.[shownLanguage()] ?? permission

export function Account() {
  const t = useSessionLabels()
  const { me } = useSession()
  const change = useSend(people.changePassword)
  const { message } = App.useApp()
  const [form] = Form.useForm<{ current: string; next: string; again: string }>()
  const submit = async ({ current, next }: { current: string; next: string }) => {
    const done = await change.mutateAsync({ body: { current, next } }).catch(() => null)
    if (!done) return
    form.resetFields()
    message.success(t('changed'))
  }
  return (
    <div className="ss-page">
      <div className="ss-col" style={{ maxWidth: 560, margin: '0 auto', gap: 16 }}>
        <h1 className="ss-title">
          {me.person.name} <span className="ss-num ss-3">{me.person.staffNumber}</span>
        </h1>
        {me.mustChangePassword && <p role="alert">{t('mustChange')}</p>}
        {me.passwordResets.map(({ at, by }) => (
          <p key={at} role="alert">
            {t('resetBy', { at: exact(at), by: by ? `${by.name} ${by.staffNumber}` : t('onTheMachine') })}
          </p>
        ))}
        <section className="ss-sheet" style={{ padding: 24 }}>
          <h2 className="ss-h" style={{ marginBottom: 16 }}>
            {t('changePassword')}
          </h2>
          <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} disabled={change.isPending}>
            <input type="text" hidden readOnly autoComplete="username" value={me.person.staffNumber} />
            <Form.Item name="current" label={t('current')} rules={[{ required: true, message: '' }]}>
              <Input.Password autoComplete="current-password" maxLength={200} autoFocus={me.mustChangePassword} />
            </Form.Item>
            <Form.Item name="next" label={t('next')} extra={t('rule')} rules={[{ required: true, message: '' }]}>
              <Input.Password autoComplete="new-password" maxLength={200} />
            </Form.Item>
            <Form.Item
              name="again"
              label={t('again')}
              dependencies={['next']}
              rules={[
                { required: true, message: '' },
                ({ getFieldValue }) => ({
                  validator: (_, value) =>
                    !value || value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('notSame'))),
                }),
              ]}
            >
              <Input.Password autoComplete="new-password" maxLength={200} />
            </Form.Item>
            {change.error && <FaultNote fault={change.error} inline />}
            <Button type="primary" htmlType="submit" loading={change.isPending} style={{ marginTop: 8 }}>
              {t('change')}
            </Button>
          </Form>
        </section>
        {!me.mustChangePassword && <SecondFactor />}
        <MyLanguage t={t} />
        {!mustSetUp(me) && <MySessions t={t} />}
        {!mustSetUp(me) && (
          <section className="ss-sheet" style={{ padding: 24 }}>
            <h2 className="ss-h" style={{ marginBottom: 16 }}>
              {t('mine')}
            </h2>
            {me.sites.map(({ site, roles: held, permissions: may }) => (
              <div key={site.id} className="ss-col" style={{ marginBottom: 16 }}>
                <div className="ss-row ss-wrap">
                  <b>{site.name}</b>
                  {held.map(role => (
                    <Tag key={role}>{roleWord(role)}</Tag>
                  ))}
                </div>
                <p className="ss-13 ss-3">{listed(may.map(labelOf))}</p>
              </div>
            ))}
            <p className="ss-12 ss-3">{t('idle', { minutes: me.idleMinutes })}</p>
          </section>
        )}
      </div>
    </div>
  )
}
