import type { Override } from '@sansheng/contract/clocks.ts'
/** Work done: what, with which material, and what the customer says. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { centsOf } from '@sansheng/contract/money.ts'
import { facts } from '@sansheng/rulebook/vocabulary'
import { App, Button, Form as Fields, Input, InputNumber, Modal, Radio } from 'antd'
import { Plus, X } from 'lucide-react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { valueOptions } from '../../ui/vocabulary-labels.ts'
import { useFormLabels } from './labels.ts'
import { RefusalNote } from './refusal-note.tsx'

type Values = {
  workDone: string
  opinion: NonNullable<Form['opinion']>
  signature: 'signed' | 'unsigned'
  signedBy?: string
  unsignedReason?: string
  agreed?: number | null
  materials?: { name: string; quantity: number; unit: string; price?: number }[]
}

export function Finish({ form, onClose }: { form: Form; onClose: () => void }) {
  const t = useFormLabels()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const send = useSend(dispatch.finish)
  const [fields] = Fields.useForm<Values>()
  const submit = async (values: Values, override?: Override) => {
    const materials = (values.materials ?? []).map(m => ({
      name: m.name,
      quantity: m.quantity,
      unit: m.unit,
      priceCents: centsOf(m.price ?? 0),
    }))
    const body = {
      workDone: values.workDone,
      opinion: values.opinion,
      materials,
      version: form.version,
      ...(values.signature === 'signed' ? { signedBy: values.signedBy?.trim() ?? '' } : {}),
      ...(values.signature === 'unsigned' ? { unsignedReason: values.unsignedReason?.trim() ?? '' } : {}),
      ...(typeof values.agreed === 'number' ? { agreedCents: centsOf(values.agreed) } : {}),
      ...(override ? { override } : {}),
    }
    const done = await send.mutateAsync({ params: { siteId, id: form.id }, body }).catch(() => null)
    if (!done) return
    message.success(t('done'))
    onClose()
  }
  return (
    <Modal
      open
      title={t('finishTitle')}
      okText={t('finishDo')}
      confirmLoading={send.isPending}
      mask={{ closable: false }}
      onCancel={onClose}
      onOk={() => fields.submit()}
    >
      <p className="ss-song" style={{ margin: '8px 0 16px' }}>
        {t('finishSay')}
      </p>
      <Fields form={fields} layout="vertical" requiredMark="optional" onFinish={values => void submit(values)}>
        <Fields.Item
          name="workDone"
          label={t('workDone')}
          rules={[{ required: true, whitespace: true, message: t('workDoneHint') }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} placeholder={t('workDoneHint')} />
        </Fields.Item>
        <Fields.List name="materials">
          {(rows, { add, remove }) => (
            <div className="ss-col" style={{ marginBottom: 16 }}>
              <span>{t('materials')}</span>
              {rows.map(row => (
                <div key={row.key} className="ss-row ss-form-material">
                  <Fields.Item
                    name={[row.name, 'name']}
                    noStyle
                    rules={[{ required: true, whitespace: true, message: t('materialName') }]}
                  >
                    <Input aria-label={t('materialName')} placeholder={t('materialName')} maxLength={80} />
                  </Fields.Item>
                  <Fields.Item name={[row.name, 'quantity']} noStyle rules={[{ required: true, message: t('quantity') }]}>
                    <InputNumber aria-label={t('quantity')} min={0.01} max={1_000_000} style={{ width: 80 }} />
                  </Fields.Item>
                  <Fields.Item
                    name={[row.name, 'unit']}
                    noStyle
                    rules={[{ required: true, whitespace: true, message: t('unit') }]}
                  >
                    <Input aria-label={t('unit')} maxLength={10} style={{ width: 60 }} />
                  </Fields.Item>
                  <Fields.Item name={[row.name, 'price']} noStyle>
                    <InputNumber aria-label={t('price')} placeholder={t('price')} min={0} max={1_000_000} style={{ width: 96 }} />
                  </Fields.Item>
                  <Button type="text" aria-label={t('remove')} icon={<X size={16} />} onClick={() => remove(row.name)} />
                </div>
              ))}
              <Button icon={<Plus size={16} />} onClick={() => add({ quantity: 1, unit: t('unit_default') })}>
                {t('addMaterial')}
              </Button>
            </div>
          )}
        </Fields.List>
        <Fields.Item name="agreed" label={t('agreed')}>
          <InputNumber min={0} max={10_000_000} precision={2} style={{ width: 140 }} placeholder={t('free')} />
        </Fields.Item>
        <Testimony t={t} />
      </Fields>
      {send.error && <RefusalNote fault={send.error} onOverride={override => void submit(fields.getFieldsValue(), override)} />}
    </Modal>
  )
}

/** What the customer said and whether he signed: nothing is chosen before somebody chooses it. */
function Testimony({ t }: { t: ReturnType<typeof useFormLabels> }) {
  const signature = Fields.useWatch<Values['signature']>('signature')
  const needed = (message: string) => [{ required: true, whitespace: true, message }]
  return (
    <>
      <Fields.Item name="opinion" label={t('opinion')} rules={needed(t('opinionHint'))}>
        <Radio.Group optionType="button" options={valueOptions(facts.form.fields.opinion.values)} />
      </Fields.Item>
      <Fields.Item name="signature" label={t('signature')} rules={needed(t('signatureHint'))}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'signed', label: t('signed') },
            { value: 'unsigned', label: t('unsigned') },
          ]}
        />
      </Fields.Item>
      {signature === 'signed' && (
        <Fields.Item name="signedBy" label={t('signedBy')} rules={needed(t('signedBy'))}>
          <Input maxLength={60} />
        </Fields.Item>
      )}
      {signature === 'unsigned' && (
        <Fields.Item name="unsignedReason" label={t('unsignedReason')} rules={needed(t('unsignedReason'))}>
          <Input maxLength={200} placeholder={t('unsignedHint')} />
        </Fields.Item>
      )}
    </>
  )
}
