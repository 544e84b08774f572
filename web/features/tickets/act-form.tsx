/** The form of one act. What was typed stays when it is refused; a shut gate shows its clause and, to whoever may, a way through. */
import { people } from '@sansheng/contract/people.ts'
import type { Ticket } from '@sansheng/contract/tickets.ts'
import { facts } from '@sansheng/rulebook/vocabulary.ts'
import { App, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { instantOf } from '../../app/site-time.ts'
import { exact } from '../../app/time.ts'
import { GateNote } from '../../ui/gate-note.tsx'
import { MomentPicker } from '../../ui/moment-picker.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { type Act, type ActName, acts, type FieldName } from './acts.ts'
import { type useTicketWords as UseWords, useTicketWords } from './words.ts'

type Words = ReturnType<typeof UseWords>
type Values = Partial<Record<FieldName, string | boolean>>
const long = new Set<FieldName>(['note', 'summary', 'result', 'workDone', 'instructions'])
const moments = new Set<FieldName>(['dueAt', 'appointmentAt'])
const labels: Record<FieldName, Parameters<Words>[0]> = {
  departmentId: 'fieldDepartment',
  handlerId: 'fieldHandler',
  workerId: 'fieldWorker',
  note: 'fieldNote',
  summary: 'fieldSummary',
  reason: 'fieldReason',
  waitingFor: 'fieldWaitingFor',
  dueAt: 'fieldDueAt',
  words: 'fieldWords',
  result: 'fieldResult',
  title: 'fieldTitle',
  category: 'fieldCategory',
  address: 'fieldAddress',
  method: 'fieldMethod',
  opinionResult: 'fieldOpinion',
  appointmentAt: 'fieldAppointment',
  instructions: 'fieldInstructions',
  print: 'printed',
  workDone: 'fieldWorkDone',
  opinion: 'fieldOpinion',
  signedBy: 'fieldSigned',
  passed: 'fieldPassed',
}

/** Runs acts; `busy` while one is under way, `refused` with the way to try it again or past the gate. */
export function useActs(ticket: Ticket, formId: string | null, formVersion: number | null) {
  const { siteId, site } = useSession()
  const { message } = App.useApp()
  const t = useTicketWords()
  const [current, setCurrent] = useState<Act | null>(null)
  const send = useSend(current?.route ?? acts.notify.route)
  const run = async (act: Act, values: Values, override?: { reason: string }) => {
    const zone = site?.zone ?? 'Asia/Shanghai'
    const body: Record<string, unknown> = {}
    for (const { name } of act.fields) {
      const value = values[name]
      if (value === undefined || value === '') continue
      body[name === 'opinionResult' ? 'result' : name] = moments.has(name) ? instantOf(String(value), zone) : value
    }
    if (act.name === 'inspect') body.passed = values.passed === true
    if (act.of === 'site') body.ticketId = ticket.id
    if (act.name === 'makeCallback' && formId) body.formId = formId
    if (act.versioned) body.version = act.of === 'form' ? formVersion : ticket.version
    if (override) body.override = override
    const params = act.of === 'site' ? { siteId } : { siteId, id: act.of === 'form' ? formId : ticket.id }
    const done = await send.mutateAsync({ params, body } as never).catch(() => null)
    if (done === null) return false
    message.success(t('done'))
    setCurrent(null)
    send.reset()
    return true
  }
  return {
    current,
    busy: send.isPending,
    fault: send.error,
    begin(name: ActName) {
      send.reset()
      setCurrent(acts[name])
    },
    cancel() {
      send.reset()
      setCurrent(null)
    },
    run,
  }
}
export type Acting = ReturnType<typeof useActs>

export function ActForm({ acting, ticket }: { acting: Acting; ticket: Ticket }) {
  const t = useTicketWords()
  const { current } = acting
  const [form] = Form.useForm<Values>()
  if (!current) return null
  const start: Values = {
    title: ticket.title,
    category: ticket.category,
    address: ticket.address ?? '',
    print: true,
    passed: true,
  }
  const submit = (values: Values) => void acting.run(current, values)
  return (
    <Modal
      open
      destroyOnHidden
      title={t(current.name)}
      okText={t('submit')}
      cancelText={t('cancel')}
      confirmLoading={acting.busy}
      onCancel={acting.cancel}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={start}
        onFinish={submit}
        requiredMark="optional"
        style={{ marginTop: 16 }}
      >
        {current.fields.map(({ name, required }) => (
          <Form.Item
            key={name}
            name={name}
            {...(name === 'print' || name === 'passed' ? { valuePropName: 'checked' } : { label: t(labels[name]) })}
            rules={required ? [{ required: true, whitespace: true, message: t('required') }] : []}
          >
            <Field name={name} t={t} />
          </Form.Item>
        ))}
      </Form>
      <Refused acting={acting} onOverride={reason => void acting.run(current, form.getFieldsValue(), { reason })} />
    </Modal>
  )
}

/** Why the last try was refused. */
export function Refused({ acting, onOverride }: { acting: Acting; onOverride: (reason: string) => void }) {
  const t = useTicketWords()
  const { fault } = acting
  if (!fault) return null
  if (fault.code === 'gate.denied') return <GateNote fault={fault} busy={acting.busy} onOverride={onOverride} />
  if (fault.code === 'stale') {
    const by = String(fault.params.by ?? '')
    const at = typeof fault.params.at === 'string' && fault.params.at ? ` ${exact(fault.params.at)} ` : ''
    return <p role="alert">{t('stale', { by: `${by}${at}` })}</p>
  }
  return <FaultNote fault={fault} inline />
}

function Field({
  name,
  t,
  ...bound
}: {
  name: FieldName
  t: Words
  id?: string
  value?: unknown
  checked?: boolean
  onChange?: (value: never) => void
}) {
  const wired = bound as never as object
  if (name === 'print' || name === 'passed') return <Checkbox {...wired}>{t(labels[name])}</Checkbox>
  if (moments.has(name))
    return (
      <MomentPicker
        {...(wired as { value: string; onChange: (v: string) => void })}
        value={(bound.value as string | undefined) ?? ''}
      />
    )
  if (name === 'departmentId') return <Departments bound={wired} t={t} />
  if (name === 'handlerId' || name === 'workerId') return <Persons bound={wired} />
  const choices = choicesOf[name]
  if (choices) return <Select {...wired} options={Object.entries(choices).map(([value, label]) => ({ value, label }))} />
  if (long.has(name)) return <Input.TextArea {...wired} autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
  return <Input {...wired} maxLength={120} />
}

const { nobody: _, ...waits } = facts.ticket.fields.waitingFor.values
const choicesOf: Partial<Record<FieldName, Record<string, string>>> = {
  waitingFor: waits,
  method: facts.callback.fields.method.values,
  opinionResult: facts.callback.fields.result.values,
  opinion: facts.form.fields.opinion.values,
}

function Departments({ bound, t }: { bound: object; t: Words }) {
  const { siteId } = useSession()
  const list = useCall(people.listDepartments, { params: { siteId } }, { staleTime: 60_000 })
  return (
    <Select
      {...bound}
      allowClear
      showSearch
      optionFilterProp="label"
      placeholder={t('byStandard')}
      options={list.data?.items.map(d => ({ value: d.id, label: d.name })) ?? []}
    />
  )
}

function Persons({ bound }: { bound: object }) {
  const { siteId } = useSession()
  const list = useCall(people.listPersons, { params: { siteId }, query: {} }, { staleTime: 60_000 })
  const options = list.data?.items.filter(p => p.active).map(p => ({ value: p.id, label: `${p.name} ${p.staffNumber}` })) ?? []
  return <Select {...bound} allowClear showSearch optionFilterProp="label" options={options} />
}
