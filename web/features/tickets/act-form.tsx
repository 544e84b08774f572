/** The form of one act. What was typed stays when it is refused; a shut gate shows its clause and, to whoever may, a way through. */
import type { Callback } from '@sansheng/contract/callbacks.ts'
import type { GateDenied, Override } from '@sansheng/contract/clocks.ts'
import type { Form as Paper } from '@sansheng/contract/dispatch.ts'
import type { Ticket } from '@sansheng/contract/tickets.ts'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { type CallFault, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { instantOf } from '../../app/site-time.ts'
import { exact } from '../../app/time.ts'
import { GateNote } from '../../ui/gate-note.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { ActField, labels } from './act-field.tsx'
import { useActLabel } from './act-label.ts'
import { type ActName, acts, type FieldName, requestOf, startOf, supplierOf, type Values } from './acts.ts'
import { useTicketLabels } from './labels.ts'

/** Runs one act; resolves to false when it was refused. */
export function useAct(name: ActName, ticket: Ticket, form: Paper | null, preset: Values = {}) {
  const { me, siteId, site } = useSession()
  const client = useQueryClient()
  const { message } = App.useApp()
  const t = useTicketLabels()
  const act = acts[name]
  const [start] = useState(() => ({ ...startOf(name, ticket), ...preset }))
  const send = useSend(act.route)
  const run = async (values: Values, override?: Override): Promise<boolean> => {
    const request = requestOf(act, siteId, {
      values,
      start,
      ticket,
      form,
      me: me.person.id,
      instant: local => instantOf(local, site?.zone ?? 'Asia/Shanghai'),
      ...(override ? { override } : {}),
    })
    try {
      await send.mutateAsync(request as never)
    } catch (error) {
      // the next try has to name the version that is there now
      if ((error as CallFault).code === 'stale') void client.invalidateQueries()
      return false
    }
    message.success(t('done'))
    return true
  }
  return { act, start, run, busy: send.isPending, fault: send.error }
}

type ActFormProps = {
  name: ActName
  ticket: Ticket
  form: Paper | null
  /** The last answer of the customer, where he is not satisfied. */
  unhappy?: Callback | null
  preset?: Values
  /** The field to begin with; the first one when absent. */
  focus?: FieldName
  /** Goes to the act that supplies what this one lacks. */
  onElsewhere?: (name: ActName) => void
  onClose: () => void
}
export function ActForm({ name, ticket, form: paper, unhappy = null, preset = {}, focus, onElsewhere, onClose }: ActFormProps) {
  const t = useTicketLabels()
  const actLabel = useActLabel()
  const { act, start, run, busy, fault } = useAct(name, ticket, paper, preset)
  const [form] = Form.useForm<Values>()
  const typed = Form.useWatch<Values>(values => values, form) ?? start
  const fields = act.fields.filter(({ when }) => !when || when(typed))
  const submit = async (values: Values, override?: Override) => {
    if (await run(values, override)) onClose()
  }
  const lacking = missingIn(fault).map(path => supplierOf(path, act))
  const elsewhere = [...new Set(lacking.flatMap(one => (one && 'act' in one ? [one.act] : [])))]
  const here = new Set(lacking.flatMap(one => (one && 'field' in one ? [one.field] : [])))
  return (
    <Modal
      open
      title={actLabel(name, paper)}
      okText={t('submit')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      mask={{ closable: false }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {name === 'close' && unhappy && (
        <p className="ss-act-unhappy" role="note">
          {t('closeUnhappy', { at: exact(unhappy.at), reason: unhappy.reason ?? '—', wants: unhappy.wants ?? '—' })}
        </p>
      )}
      {name === 'makeCallback' && (
        <p className="ss-song ss-act-say">{t('callbackWords', { name: ticket.customer?.name ?? '' })}</p>
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={start}
        onFinish={values => void submit(values)}
        requiredMark="optional"
        className="ss-act-form"
        onKeyDown={e => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) form.submit()
        }}
      >
        {fields.map(({ name: field, required }, at) => (
          <Form.Item
            key={field}
            name={field}
            label={t(labels[field])}
            {...(here.has(field) ? { validateStatus: 'error' as const, help: t('lackingHere') } : {})}
            rules={required ? [{ required: true, whitespace: true, message: t('required') }] : []}
          >
            <ActField
              name={field}
              departmentId={(paper ?? ticket).department?.id}
              {...((focus ? field === focus : at === 0) ? { autoFocus: true } : {})}
            />
          </Form.Item>
        ))}
        {act.fields.length === 0 && <p>{t('sure')}</p>}
      </Form>
      <Refused fault={fault} busy={busy} onOverride={override => void submit(form.getFieldsValue(), override)} />
      {onElsewhere && elsewhere.length > 0 && (
        <div className="ss-row ss-wrap">
          {elsewhere.map(other => (
            <Button key={other} onClick={() => onElsewhere(other)}>
              {t('supply', { act: actLabel(other, paper) })}
            </Button>
          ))}
        </div>
      )}
    </Modal>
  )
}

/** Facts that the gate missed at the last try. */
function missingIn(fault: CallFault | null): string[] {
  if (fault?.code !== 'gate.denied') return []
  return ((fault.detail as GateDenied | null)?.violations ?? []).flatMap(({ missing }) => missing)
}

/** Why the last try was refused. */
export function Refused({
  fault,
  busy,
  onOverride,
}: {
  fault: CallFault | null
  busy: boolean
  onOverride: (override: Override) => void
}) {
  if (!fault) return null
  if (fault.code === 'gate.denied') return <GateNote fault={fault} busy={busy} onOverride={onOverride} />
  return <FaultNote fault={fault} inline />
}
