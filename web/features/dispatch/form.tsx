/** The dispatch form: paper at the desk, and on the worker's phone one big button for the next step. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { getRouteApi, Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { ArrowLeft, CheckCheck, ClipboardCheck, MapPin, PenLine, Printer, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type CallFault, useCall, useSend } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { FormPaper } from '../../ui/form-paper.tsx'
import { GateNote } from '../../ui/gate-note.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { FaultNote, Shown } from '../../ui/states.tsx'
import { Finish } from './finish.tsx'
import './form.css'
import { Inspect } from './inspect.tsx'
import { useFormWords } from './words.ts'

const here = getRouteApi('/shell/forms/$id')

export function FormScreen() {
  const { id } = here.useParams()
  const { siteId } = useSession()
  const form = useCall(dispatch.get, { params: { siteId, id } })
  return <Shown of={form}>{data => <Page form={data} />}</Shown>
}

function Page({ form }: { form: Form }) {
  const t = useFormWords()
  const { site, siteId, can } = useSession()
  const print = useSend(dispatch.print)
  const paper = async () => {
    await print.mutateAsync({ params: { siteId, id: form.id }, body: {} }).catch(() => null)
    window.print()
  }
  const mayPrint = can('dispatch:make')
  useHotkeys({ 'Ctrl+p': () => void (mayPrint ? paper() : window.print()) })
  const running = form.clocks.filter(c => c.state === 'running' || c.state === 'paused')
  return (
    <div className="ss-form-page">
      <div className="ss-form-scroll">
        <p className="ss-row ss-wrap ss-no-print">
          <Link to="/forms" aria-label={t('back')} className="ss-form-back">
            <ArrowLeft size={20} />
          </Link>
          <Link to="/tickets/$id" params={{ id: form.ticketId }}>
            {t('ticket')} <span className="ss-num">{form.ticket.number}</span>
          </Link>
          <span className="ss-grow" />
          {running.map(c => (
            <ClockBadge key={c.id} clock={c} />
          ))}
        </p>
        <FormPaper
          form={form}
          site={site?.name ?? ''}
          actions={
            <>
              {form.prints > 0 && <span className="ss-12">{t('prints', { count: form.prints })}</span>}
              <Button
                icon={<Printer size={16} />}
                loading={print.isPending}
                onClick={() => void (mayPrint ? paper() : window.print())}
              >
                {t('print')} <Kbd>Ctrl P</Kbd>
              </Button>
            </>
          }
        />
        {print.error && <Said fault={print.error} />}
      </div>
      <Next form={form} />
    </div>
  )
}

const icons = { made: ClipboardCheck, accepted: MapPin, arrived: PenLine, finished: Undo2, returned: CheckCheck }

/** The one thing to do now. */
function Next({ form }: { form: Form }) {
  const t = useFormWords()
  const { siteId, can } = useSession()
  const { message } = App.useApp()
  const accept = useSend(dispatch.accept)
  const arrive = useSend(dispatch.arrive)
  const giveBack = useSend(dispatch.returnForm)
  const [asking, setAsking] = useState<'finish' | 'inspect' | null>(null)
  const at = (override?: { reason: string }) => ({
    params: { siteId, id: form.id },
    body: { version: form.version, ...(override ? { override } : {}) },
  })
  const simple =
    form.status === 'made' ? accept : form.status === 'accepted' ? arrive : form.status === 'finished' ? giveBack : null
  const press = async (override?: { reason: string }) => {
    if (form.status === 'arrived') return setAsking('finish')
    if (form.status === 'returned') return setAsking('inspect')
    const done = await simple?.mutateAsync(at(override)).catch(() => null)
    if (done) message.success(t('done'))
  }
  const word = ({ made: 'accept', accepted: 'arrive', arrived: 'finish', finished: 'return', returned: 'inspect' } as const)[
    form.status as keyof typeof icons
  ]
  if (!word || !can(word === 'inspect' ? 'dispatch:inspect' : 'dispatch:work')) return null
  const Icon = icons[form.status as keyof typeof icons]
  return (
    <footer className="ss-form-next ss-no-print">
      {simple?.error && <Said fault={simple.error} onOverride={reason => void press({ reason })} />}
      <Button
        type="primary"
        size="large"
        block
        loading={simple?.isPending ?? false}
        icon={<Icon size={20} />}
        onClick={() => void press()}
      >
        {t(word)}
      </Button>
      {asking === 'finish' && <Finish form={form} onClose={() => setAsking(null)} />}
      {asking === 'inspect' && <Inspect form={form} onClose={() => setAsking(null)} />}
    </footer>
  )
}

export function Said({ fault, onOverride }: { fault: CallFault; onOverride?: (reason: string) => void }): ReactNode {
  const t = useFormWords()
  if (fault.code === 'gate.denied') return <GateNote fault={fault} {...(onOverride ? { onOverride } : {})} />
  if (fault.code === 'stale') return <p role="alert">{t('stale', { by: String(fault.params.by ?? '') })}</p>
  return <FaultNote fault={fault} inline />
}
