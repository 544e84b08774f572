/** The dispatch form: paper at the desk, and on the worker's phone one big button for the next step. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { getRouteApi, Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { ArrowLeft, FileText } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { FormPaper } from '../../ui/form-paper.tsx'
import { PaperQuestion, PrintButton, usePrintForm } from '../../ui/print-form.tsx'
import { useNarrow } from '../../ui/sheet.tsx'
import { Shown } from '../../ui/states.tsx'
import './form.css'
import { useFormLabels } from './labels.ts'
import { Next, useSteps } from './next.tsx'
import { RefusalNote } from './refusal-note.tsx'
import { Withdraw } from './withdraw.tsx'
import { Running, WorkerView } from './worker-view.tsx'

const here = getRouteApi('/shell/forms/$id')

export function FormScreen() {
  const { id } = here.useParams()
  const { siteId } = useSession()
  const form = useCall(dispatch.get, { params: { siteId, id } })
  return <Shown of={form}>{data => <Page key={data.id} form={data} />}</Shown>
}

function Page({ form }: { form: Form }) {
  const t = useFormLabels()
  const { site, can } = useSession()
  const printer = usePrintForm(form)
  const phone = useNarrow(768)
  const [paper, setPaper] = useState(false)
  const [taking, setTaking] = useState(false)
  useHotkeys({ 'Ctrl+p': () => void printer.print() })
  useScannedPaper(form)
  const steps = useSteps(form)
  const withdrawable = (form.status === 'made' || form.status === 'accepted') && can('dispatch:make')
  return (
    <div className="ss-form-page">
      <div className="ss-form-scroll">
        <p className="ss-row ss-wrap ss-no-print">
          <Link to="/forms" aria-label={t('back')} className="ss-form-back">
            <ArrowLeft size={20} />
          </Link>
          <Link to="/tickets/$id" params={{ id: form.ticketId }} className="ss-form-link">
            {t('ticket')} <span className="ss-num">{form.ticket.number}</span>
          </Link>
          <span className="ss-grow" />
          {withdrawable && <Button onClick={() => setTaking(true)}>{t('withdraw')}</Button>}
          {phone && (
            <Button icon={<FileText size={16} />} aria-expanded={paper} onClick={() => setPaper(!paper)}>
              {t(paper ? 'hidePaper' : 'showPaper')}
            </Button>
          )}
        </p>
        {phone && (
          <div className="ss-form-work ss-no-print">
            <WorkerView form={form} />
          </div>
        )}
        {!phone && <Running form={form} />}
        {printer.fault && <RefusalNote fault={printer.fault} />}
        <PaperQuestion form={form} />
        <div className={phone && !paper ? 'ss-only-print' : undefined}>
          <FormPaper
            form={form}
            site={site?.name ?? ''}
            copy="stub"
            paper={printer.paper}
            actions={<PrintButton form={form} printer={printer} hotkey={!phone} />}
          />
        </div>
        <div className="ss-only-print ss-form-second">
          <FormPaper form={form} site={site?.name ?? ''} copy="field" paper={printer.paper} />
        </div>
      </div>
      {(steps.own ?? steps.others[0]) && (
        <footer className="ss-form-next ss-no-print">
          <Next form={form} hotkey />
        </footer>
      )}
      {taking && <Withdraw form={form} onClose={() => setTaking(false)} />}
    </div>
  )
}

/** Whoever comes by the code of a paper holds it: that it is out is recorded at once, and only once. */
function useScannedPaper(form: Form): void {
  const t = useFormLabels()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const { paper } = here.useSearch()
  const confirm = useSend(dispatch.printed)
  const sent = useRef(false)
  useEffect(() => {
    if (paper === undefined || paper <= form.prints || form.status === 'withdrawn' || sent.current) return
    sent.current = true
    confirm.mutate(
      { params: { siteId, id: form.id }, body: { how: 'scan', paper } },
      { onSuccess: () => void message.success(t('scanned')), onError: fault => void message.error(fault.message) },
    )
  }, [paper, form, siteId, confirm, message, t])
}
