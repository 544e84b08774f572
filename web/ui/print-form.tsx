/** Printing a dispatch form: sending it to the printer is one act, the paper being out another, which only a person or its code can tell. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { Button } from 'antd'
import { Check, Printer } from 'lucide-react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { type CallFault, useSend } from '../app/call.ts'
import { useSession } from '../app/session.tsx'
import { Kbd } from './kbd.tsx'
import { useUiLabels } from './labels.ts'

export type FormPrinter = {
  /** Number of the paper that is being printed; null for a sheet that nobody counts. */
  paper: number | null
  busy: boolean
  fault: CallFault | null
  print(): Promise<void>
}

/** Whoever makes forms has it recorded that a paper was sent to the printer; anybody else only gets a sheet. */
export function usePrintForm(form: Form | null): FormPrinter {
  const { siteId, can } = useSession()
  const request = useSend(dispatch.print)
  const [paper, setPaper] = useState<number | null>(null)
  const print = async () => {
    if (!form) return
    if (can('dispatch:make') && form.status !== 'withdrawn') {
      const sent = await request.mutateAsync({ params: { siteId, id: form.id }, body: {} }).catch(() => null)
      if (!sent) return
      // the number has to stand in the code before the page is printed
      flushSync(() => setPaper(sent.printRequests))
    }
    window.print()
  }
  return { paper, busy: request.isPending, fault: request.error, print }
}

/** How many papers are out, and the button for another. */
export function PrintButton({ form, printer, hotkey = true }: { form: Form; printer: FormPrinter; hotkey?: boolean }) {
  const t = useUiLabels()
  return (
    <>
      {form.prints > 0 && <span className="ss-12">{t('prints', { count: form.prints })}</span>}
      <Button icon={<Printer size={16} />} loading={printer.busy} onClick={() => void printer.print()}>
        {t('print')} {hotkey && <Kbd>Ctrl P</Kbd>}
      </Button>
    </>
  )
}

/** Asks whether the paper that was sent to the printer is out. */
export function PaperQuestion({ form }: { form: Form }) {
  const t = useUiLabels()
  const { siteId, can } = useSession()
  const confirm = useSend(dispatch.printed)
  if (form.printRequests <= form.prints || form.status === 'withdrawn' || !can('dispatch:make')) return null
  return (
    <p className="ss-row ss-wrap ss-no-print" role="status">
      <span>{t('paperAsk')}</span>
      <Button
        type="primary"
        icon={<Check size={16} />}
        loading={confirm.isPending}
        onClick={() => confirm.mutate({ params: { siteId, id: form.id }, body: { how: 'screen' } })}
      >
        {t('paperOut')}
      </Button>
      {confirm.error && <span role="alert">{confirm.error.message}</span>}
    </p>
  )
}
