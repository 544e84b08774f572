/** The life of a dispatch form, and what the standard sees of it. Pure. */
import type { Form } from '@sansheng/contract/dispatch.ts'
import { formFacts } from '@sansheng/contract/facts/index.ts'

export type FormStatus = Form['status']
const verbs = ['print', 'printed', 'assign', 'accept', 'arrive', 'finish', 'return', 'inspect', 'withdraw'] as const
export type FormVerb = (typeof verbs)[number]

/** R130: `=` stays; a step that is not listed is refused. A form that failed its inspection is done: rework gets a form of its own. */
const steps: Record<FormStatus, Partial<Record<FormVerb, FormStatus | '='>>> = {
  made: { print: '=', printed: '=', assign: '=', accept: 'accepted', withdraw: 'withdrawn' },
  accepted: { print: '=', printed: '=', arrive: 'arrived', withdraw: 'withdrawn' },
  arrived: { print: '=', printed: '=', finish: 'finished' },
  finished: { print: '=', printed: '=', return: 'returned' },
  returned: { print: '=', printed: '=', inspect: 'inspected' },
  inspected: { print: '=', printed: '=' },
  withdrawn: {},
}

export function statusAfter(status: FormStatus, verb: FormVerb): FormStatus | null {
  const next = steps[status][verb]
  return next === undefined ? null : next === '=' ? status : next
}

/** How a finished form is signed: on the paper, or not, with the reason; null when it says neither, both, or that 未签 was signed. */
export function signatureOf({
  opinion,
  signedBy,
  unsignedReason,
}: {
  opinion: NonNullable<Form['opinion']>
  signedBy?: string | undefined
  unsignedReason?: string | undefined
}): 'paper' | 'none' | null {
  if (unsignedReason !== undefined) return signedBy === undefined ? 'none' : null
  return signedBy !== undefined && opinion !== 'absent' ? 'paper' : null
}

export type FormColumns = {
  status: string
  worker_id: string | null
  department_id: string | null
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
    worker: row.worker_id,
    department: row.department_id,
    appointmentAt: row.appointment_at,
    arrivedAt: row.arrived_at,
    workDone: row.work_done,
    opinion: row.opinion as Form['opinion'],
    passed: row.passed,
  })
}
