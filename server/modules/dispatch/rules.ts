/** The life of a dispatch form, and what the standard sees of it. Pure. */
import type { Form } from '@sansheng/contract/dispatch.ts'
import { formFacts } from '@sansheng/contract/facts/index.ts'

export type FormStatus = Form['status']
const verbs = ['print', 'accept', 'arrive', 'finish', 'return', 'inspect', 'withdraw'] as const
export type FormVerb = (typeof verbs)[number]

/** R130: `=` stays; a step that is not listed is refused. A form that failed its inspection is done: rework gets a form of its own. */
const steps: Record<FormStatus, Partial<Record<FormVerb, FormStatus | '='>>> = {
  made: { print: '=', accept: 'accepted', withdraw: 'withdrawn' },
  accepted: { print: '=', arrive: 'arrived', withdraw: 'withdrawn' },
  arrived: { print: '=', finish: 'finished' },
  finished: { print: '=', return: 'returned' },
  returned: { print: '=', inspect: 'inspected' },
  inspected: { print: '=' },
  withdrawn: {},
}

export function statusAfter(status: FormStatus, verb: FormVerb): FormStatus | null {
  const next = steps[status][verb]
  return next === undefined ? null : next === '=' ? status : next
}

export type FormColumns = {
  status: string
  appointment_at: number | null
  arrived_at: number | null
  work_done: string | null
  opinion: string | null
  passed: boolean | null
}

/** The row as the standard sees it. */
export function rowFacts(row: FormColumns): ReturnType<typeof formFacts> {
  return formFacts({
    status: row.status as FormStatus,
    appointmentAt: row.appointment_at,
    arrivedAt: row.arrived_at,
    workDone: row.work_done,
    opinion: row.opinion as Form['opinion'],
    passed: row.passed,
  })
}
