import type { Override } from '@sansheng/contract/clocks.ts'
/** The one thing to do now with a form: a press where nothing has to be said, otherwise its sheet. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { App, Button } from 'antd'
import { CheckCheck, ClipboardCheck, MapPin, PenLine, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Assign } from './assign.tsx'
import { Finish } from './finish.tsx'
import { Inspect } from './inspect.tsx'
import { useFormLabels } from './labels.ts'
import { RefusalNote } from './refusal-note.tsx'

const steps = {
  made: { word: 'accept', icon: ClipboardCheck },
  accepted: { word: 'arrive', icon: MapPin },
  arrived: { word: 'finish', icon: PenLine },
  finished: { word: 'return', icon: Undo2 },
  returned: { word: 'inspect', icon: CheckCheck },
} as const
export const stepOf = (form: Form) => steps[form.status as keyof typeof steps] as (typeof steps)[keyof typeof steps] | undefined

/** `hotkey`: this is the form that the screen is about, so that H takes its step. */
export function Next({ form, hotkey = false }: { form: Form; hotkey?: boolean }) {
  const t = useFormLabels()
  const { siteId, can } = useSession()
  const { message } = App.useApp()
  const accept = useSend(dispatch.accept)
  const arrive = useSend(dispatch.arrive)
  const giveBack = useSend(dispatch.returnForm)
  const [asking, setAsking] = useState<'finish' | 'inspect' | 'assign' | null>(null)
  const step = stepOf(form)
  const may = step !== undefined && can(step.word === 'inspect' ? 'dispatch:inspect' : 'dispatch:work')
  const send = { accept, arrive, return: giveBack, finish: null, inspect: null }[step?.word ?? 'finish']
  const run = async (override?: Override) => {
    const body = { version: form.version, ...(override ? { override } : {}) }
    const done = await send?.mutateAsync({ params: { siteId, id: form.id }, body }).catch(() => null)
    if (done) message.success(t('done'))
  }
  const press = () => {
    if (step?.word === 'finish' || step?.word === 'inspect') setAsking(step.word)
    // whoever inspects says who shall go; a worker takes the form himself
    else if (step?.word === 'accept' && can('dispatch:inspect')) setAsking('assign')
    else void run()
  }
  useHotkeys(hotkey && may && !asking ? { h: press } : {})
  if (!step || !may) return null
  const Icon = step.icon
  return (
    <div className="ss-form-step">
      {send?.error && <RefusalNote fault={send.error} onOverride={override => void run(override)} />}
      <Button type="primary" size="large" block loading={send?.isPending ?? false} icon={<Icon size={20} />} onClick={press}>
        {t(step.word)} {hotkey && <Kbd>H</Kbd>}
      </Button>
      {asking === 'finish' && <Finish form={form} onClose={() => setAsking(null)} />}
      {asking === 'inspect' && <Inspect form={form} onClose={() => setAsking(null)} />}
      {asking === 'assign' && <Assign form={form} onClose={() => setAsking(null)} />}
    </div>
  )
}
