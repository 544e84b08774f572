/** The input of one field of an act, by its name. */
import { people } from '@sansheng/contract/people.ts'
import { facts } from '@sansheng/rulebook/vocabulary'
import { Input, Select } from 'antd'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { MomentPicker } from '../../ui/moment-picker.tsx'
import { usePersonOptions } from '../../ui/person-options.ts'
import { valueOptions } from '../../ui/vocabulary-labels.ts'
import { WorkerSelect } from '../../ui/worker-select.tsx'
import type { FieldName } from './acts.ts'
import { useTicketLabels } from './labels.ts'

type Words = ReturnType<typeof useTicketLabels>
const long = new Set<FieldName>([
  'note',
  'summary',
  'result',
  'workDone',
  'unhappyWith',
  'wants',
  'instructions',
  'description',
  'phenomenon',
  'location',
  'operation',
])
export const labels: Record<FieldName, Parameters<Words>[0]> = {
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
  kind: 'kind',
  urgency: 'urgency',
  title: 'fieldTitle',
  category: 'fieldCategory',
  address: 'fieldAddress',
  description: 'description',
  customerName: 'customer',
  customerPhone: 'fieldPhone',
  phenomenon: 'phenomenon',
  location: 'location',
  operation: 'operation',
  method: 'fieldMethod',
  opinionResult: 'fieldOpinion',
  unhappyWith: 'fieldUnhappy',
  wants: 'fieldWants',
  appointmentAt: 'fieldAppointment',
  instructions: 'fieldInstructions',
  workDone: 'fieldWorkDone',
  opinion: 'fieldOpinion',
  signedBy: 'fieldSigned',
  unsignedReason: 'fieldUnsigned',
  passed: 'fieldPassed',
}

const { nobody: _, ...waits } = facts.ticket.fields.waitingFor.values
const choices: Partial<Record<FieldName, Record<string, string>>> = {
  waitingFor: waits,
  kind: facts.ticket.fields.kind.values,
  urgency: facts.ticket.fields.urgency.values,
  method: facts.callback.fields.method.values,
  opinionResult: facts.callback.fields.result.values,
  opinion: facts.form.fields.opinion.values,
}

/** What `Form.Item` hands to its input. */
type Bound = { autoFocus?: boolean; id?: string; value?: string; checked?: boolean; onChange?: (value: never) => void }
export function ActField({ name, departmentId, ...bound }: Bound & { name: FieldName; departmentId: string | undefined }) {
  const t = useTicketLabels()
  const wired = bound as never as object
  if (name === 'passed')
    return (
      <Select
        {...wired}
        options={[
          { value: 'passed', label: t('isPassed') },
          { value: 'failed', label: t('notPassed') },
        ]}
      />
    )
  if (name === 'dueAt' || name === 'appointmentAt')
    return (
      <MomentPicker
        {...(bound.id ? { id: bound.id } : {})}
        value={bound.value ?? ''}
        onChange={value => bound.onChange?.(value as never)}
      />
    )
  if (name === 'departmentId') return <Departments bound={wired} placeholder={t('byStandard')} />
  if (name === 'workerId') return <WorkerSelect {...wired} departmentId={departmentId} placeholder={t('workerLater')} />
  if (name === 'handlerId') return <Persons bound={wired} hint={t('whoHint')} />
  const values = choices[name]
  if (values) return <Select {...wired} options={valueOptions(values)} />
  if (long.has(name)) return <Input.TextArea {...wired} autoSize={{ minRows: 2, maxRows: 10 }} maxLength={most[name] ?? 1000} />
  return <Input {...wired} maxLength={most[name] ?? 120} />
}
const most: Partial<Record<FieldName, number>> = {
  category: 60,
  customerName: 60,
  customerPhone: 40,
  address: 200,
  reason: 200,
  words: 300,
  signedBy: 60,
  unsignedReason: 200,
  summary: 4000,
  result: 4000,
  description: 4000,
  workDone: 2000,
}

function Departments({ bound, placeholder }: { bound: object; placeholder: string }) {
  const { siteId, can } = useSession()
  const list = useCall(people.listDepartments, { params: { siteId } }, { staleTime: 60_000, enabled: can('people:read') })
  return (
    <Select
      {...bound}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={placeholder}
      loading={list.isFetching}
      options={list.data?.items.map(d => ({ value: d.id, label: d.name })) ?? []}
    />
  )
}

function Persons({ bound, hint }: { bound: object; hint: string }) {
  const { options, loading } = usePersonOptions()
  return (
    <Select
      {...bound}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={hint}
      loading={loading}
      options={options}
    />
  )
}
