/** The life of a dispatch form, and what the standard sees of it. Pure. */
import type { Form } from '@sansheng/contract/dispatch.ts'
import type { Facts } from '@sansheng/rulebook/vocabulary'

export type FormStatus = Form['status']
export const verbs = ['print', 'accept', 'arrive', 'finish', 'return', 'inspect', 'withdraw'] as const
export type FormVerb = (typeof verbs)[number]

/** R130: `=` stays; a step that is not listed is refused. A form that failed its inspection is done: rework gets a form of its own. */
export const steps: Record<FormStatus, Partial<Record<FormVerb, FormStatus | '='>>> = {
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

export type FormState = {
  status: string
  appointment_at: number | null
  arrived_at: number | null
  work_done: string | null
  opinion: string | null
  passed: boolean | null
}

export function formFacts(row: FormState): { form: NonNullable<Facts['form']> } {
  return {
    form: {
      status: row.status as FormStatus,
      appointmentAt: row.appointment_at ?? undefined,
      arrivedAt: row.arrived_at ?? undefined,
      workDone: row.work_done ? 'given' : 'unknown',
      opinion: (row.opinion as NonNullable<Facts['form']>['opinion']) ?? undefined,
      passed: row.passed ?? undefined,
    },
  }
}
