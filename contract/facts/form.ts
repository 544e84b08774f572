/** A dispatch form and a call-back as the standard sees them. */
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Callback } from '../callbacks.ts'
import type { Form } from '../dispatch.ts'

export type FormState = {
  status: Form['status']
  /** Ids; null where nobody is named yet. */
  worker: string | null
  department: string | null
  appointmentAt: number | null
  arrivedAt: number | null
  workDone: string | null
  opinion: Form['opinion']
  passed: boolean | null
}
export const newForm: FormState = {
  status: 'made',
  worker: null,
  department: null,
  appointmentAt: null,
  arrivedAt: null,
  workDone: null,
  opinion: null,
  passed: null,
}

export function formFacts(form: FormState): { form: NonNullable<Facts['form']> } {
  return {
    form: {
      status: form.status,
      worker: form.worker ?? undefined,
      department: form.department ?? undefined,
      appointmentAt: form.appointmentAt ?? undefined,
      arrivedAt: form.arrivedAt ?? undefined,
      workDone: form.workDone ? 'given' : 'unknown',
      opinion: form.opinion ?? undefined,
      passed: form.passed ?? undefined,
    },
  }
}

/**
 * R136, R160: how, with what result, at which attempt, and whether the customer agrees that it is done. A call that reached nobody leaves it
 * at what he said before.
 */
export function callbackFacts(
  { method, result }: Pick<Callback, 'method' | 'result'>,
  { earlier, accepted }: { earlier: number; accepted?: boolean | undefined },
): { callback: NonNullable<Facts['callback']> } {
  const agrees = result === 'unreached' ? accepted : result !== 'unsatisfied'
  return { callback: { method, result, attempts: earlier + 1, ...(agrees === undefined ? {} : { accepted: agrees }) } }
}
