/** Which steps of a dispatch form are whose: offered to whoever takes them, and to those who may write them down for him. */
import type { Form } from '@sansheng/contract/dispatch.ts'

export type FormStep = 'assign' | 'accept' | 'arrive' | 'finish' | 'return' | 'inspect'
/** `inspects`: he may also name who goes, and write down for a worker what that one did. */
export type Stepper = { me: string; inspects: boolean }

/** Whether the form is meant for somebody else, or in his hands. */
export const isOthers = (form: Pick<Form, 'worker'> | null, me: string): boolean => form?.worker != null && form.worker.id !== me

/** `own`: the step to take now; `others`: what somebody may do besides. A step of a worker is never the head's own. */
export function stepsOf(
  form: Pick<Form, 'status' | 'worker'>,
  { me, inspects }: Stepper,
): { own: FormStep | null; others: FormStep[] } {
  const others = isOthers(form, me)
  const ofWorker = (step: FormStep, besides: FormStep[] = []) => {
    if (!others) return { own: step, others: besides }
    return { own: null, others: inspects ? [...besides, step] : [] }
  }
  switch (form.status) {
    case 'made':
      if (inspects && form.worker === null) return { own: 'assign', others: ['accept'] }
      return ofWorker('accept', inspects ? ['assign'] : [])
    case 'accepted':
      return ofWorker('arrive')
    case 'arrived':
      return ofWorker('finish')
    case 'finished':
      return { own: 'return', others: [] }
    case 'returned':
      return { own: 'inspect', others: [] }
    default:
      return { own: null, others: [] }
  }
}
