import type { Override } from '@sansheng/contract/clocks.ts'
/** The one thing to do now with a form: a press where nothing has to be said, otherwise its sheet. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { App, Button } from 'antd'
import { CheckCheck, ClipboardCheck, MapPin, PenLine, Undo2, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { type FormStep, isOthers, stepsOf } from '../../ui/form-steps.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Assign } from './assign.tsx'
import { Finish } from './finish.tsx'
import { Inspect } from './inspect.tsx'
import { useFormLabels } from './labels.ts'
import { RefusalNote } from './refusal-note.tsx'

const icons = {
  assign: UserRoundCheck,
  accept: ClipboardCheck,
  arrive: MapPin,
  finish: PenLine,
  return: Undo2,
  inspect: CheckCheck,
} as const
type Asked = 'finish' | 'inspect' | 'assign'
const isAsked = (step: FormStep): step is Asked => step === 'finish' || step === 'inspect' || step === 'assign'

/** What whoever is signed in may do with a form now. */
export function useSteps(form: Form) {
  const { me, can } = useSession()
  const { own, others } = stepsOf(form, { me: me.person.id, inspects: can('dispatch:inspect') })
  const may = (step: FormStep) => can(step === 'inspect' || step === 'assign' ? 'dispatch:inspect' : 'dispatch:work')
  return { own: own && may(own) ? own : null, others: others.filter(may), forOther: isOthers(form, me.person.id) }
}

/** `hotkey`: this is the form that the screen is about, so that H takes its step. */
export function Next({ form, hotkey = false }: { form: Form; hotkey?: boolean }) {
  const t = useFormLabels()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const accept = useSend(dispatch.accept)
  const arrive = useSend(dispatch.arrive)
  const giveBack = useSend(dispatch.returnForm)
  const [asking, setAsking] = useState<Asked | null>(null)
  const { own, others, forOther } = useSteps(form)
  const sends = { accept, arrive, return: giveBack }
  const failed = Object.entries(sends).find(([, send]) => send.error) as [keyof typeof sends, typeof accept] | undefined
  const run = async (step: keyof typeof sends, override?: Override) => {
    const worker = step === 'accept' && forOther && form.worker ? { workerId: form.worker.id } : {}
    const body = { version: form.version, ...worker, ...(override ? { override } : {}) }
    const done = await sends[step].mutateAsync({ params: { siteId, id: form.id }, body }).catch(() => null)
    if (done) message.success(t('done'))
  }
  const press = (step: FormStep) => (isAsked(step) ? setAsking(step) : void run(step))
  useHotkeys(hotkey && own && !asking ? { h: () => press(own) } : {})
  if (own === null && others.length === 0) return null
  const name = form.worker?.name ?? ''
  const word = (step: FormStep) => {
    if (step === 'assign' && forOther) return t('reassign')
    if (step === 'accept' && own === 'assign') return t('acceptSelf')
    return forOther && (step === 'accept' || step === 'arrive' || step === 'finish') ? t(`${step}For`, { name }) : t(step)
  }
  const Icon = icons[own ?? 'accept']
  return (
    <div className="ss-form-step">
      {failed && <RefusalNote fault={failed[1].error!} onOverride={override => void run(failed[0], override)} />}
      {own && (
        <Button
          type="primary"
          size="large"
          block
          loading={Object.values(sends).some(send => send.isPending)}
          icon={<Icon size={20} />}
          onClick={() => press(own)}
        >
          {word(own)} {hotkey && <Kbd>H</Kbd>}
        </Button>
      )}
      {others.length > 0 && (
        <div className="ss-row ss-wrap">
          {forOther && <span className="ss-grow ss-2">{t(form.status === 'made' ? 'waitsFor' : 'inHandOf', { name })}</span>}
          {others.map(step => (
            <Button key={step} onClick={() => press(step)}>
              {word(step)}
            </Button>
          ))}
        </div>
      )}
      {asking === 'finish' && <Finish form={form} onClose={() => setAsking(null)} />}
      {asking === 'inspect' && <Inspect form={form} onClose={() => setAsking(null)} />}
      {asking === 'assign' && <Assign form={form} onClose={() => setAsking(null)} />}
    </div>
  )
}
