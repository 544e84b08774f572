import { publication } from '@sansheng/contract/publication.ts'
import type { Difference } from '@sansheng/contract/standards.ts'
import { App, Input, Modal, Switch } from 'antd'
import { useEffect, useState } from 'react'
import { type CallFault, useCall, useSend } from '../../app/call.ts'
import { listed } from '../../app/punctuation.ts'
import type { SlotProps } from '../../app/slots.ts'
import { useApprovalStepLabels } from '../../ui/approval-step-labels.ts'
import { rolesWords } from '../../ui/approval-steps.tsx'
import { counted } from '../../ui/counted.ts'
import { FaultNote, Loading } from '../../ui/states.tsx'
import { DifferenceReasons } from './differences.tsx'
import { usePublicationLabels } from './labels.ts'

/** The last question before a text is in force, or goes to those whose consent the standard asks for. */
export function PublicationBox({
  siteId,
  source,
  number,
  trial: before,
  draftVersion,
  onClose,
  onDone,
}: SlotProps['publication-box']) {
  const t = usePublicationLabels()
  const roles = useApprovalStepLabels()
  const { message } = App.useApp()
  const submit = useSend(publication.submit)
  const list = useCall(publication.list, { params: { siteId } })
  const [note, setNote] = useState('')
  const [trial, setTrial] = useState(before)
  const [reasons, setReasons] = useState<Record<string, string>>({})
  const differing = useDiffering(submit.error)
  const unexplained = differing.some(d => !reasons[d.ruleId]?.trim())
  const needs = list.data?.needs ?? []
  const open = needs.filter(step => !step.given)
  const words = listed(open.map(step => rolesWords(step, roles)))
  const send = () =>
    submit
      .mutateAsync({
        params: { siteId },
        body: {
          source,
          trial,
          ...(differing.length > 0 ? { reasons: reasonsOf(differing, reasons) } : {}),
          ...(note.trim() ? { note: note.trim() } : {}),
          ...(draftVersion === undefined ? {} : { draftVersion }),
        },
      })
      .then(done => {
        void message.success(done.version ? t('publishedNow', { number: done.version.number }) : t('submitted', { roles: words }))
        onDone()
      })
      .catch(() => undefined)
  const direct = open.length === 0
  return (
    <Modal
      open
      title={t(direct ? 'publishTitle' : 'submitTitle', { number })}
      okText={t(direct ? 'publish' : 'submit')}
      onOk={send}
      onCancel={onClose}
      okButtonProps={{ disabled: !list.data || unexplained }}
      confirmLoading={submit.isPending}
    >
      {list.error && !list.data ? (
        <FaultNote fault={list.error} onRetry={() => list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : (
        <div className="ss-col" style={{ gap: 16 }}>
          <p>{t(direct ? 'inForce' : 'afterConsent', { number })}</p>
          {direct && needs.length > 0 && <p>{t('byYourself', { roles: listed(needs.map(step => rolesWords(step, roles))) })}</p>}
          {!direct && (
            <div className="ss-col" style={{ gap: 4 }}>
              <b className="ss-13">{t('consents')}</b>
              <ol className="ss-consents">
                {counted(needs).map(({ n, it: step }) => (
                  <li key={n}>
                    {rolesWords(step, roles)} {step.given && <span className="ss-12 ss-3">{roles('bySubmitting')}</span>}
                  </li>
                ))}
              </ol>
            </div>
          )}
          <div className="ss-col" style={{ gap: 4 }}>
            <label htmlFor="publish-note" className="ss-13 ss-2">
              {t('note')}
            </label>
            <Input.TextArea id="publish-note" value={note} maxLength={500} rows={3} onChange={e => setNote(e.target.value)} />
          </div>
          <div className="ss-row" style={{ alignItems: 'flex-start' }}>
            <Switch checked={trial} onChange={setTrial} aria-label={t('trial')} />
            <div>
              <b>{t('trial')}</b>
              <p className="ss-13 ss-2">{t(trial ? 'trialOn' : 'trialOff')}</p>
            </div>
          </div>
          {differing.length > 0 && <DifferenceReasons differences={differing} reasons={reasons} onChange={setReasons} t={t} />}
          {submit.error && <FaultNote fault={submit.error} inline />}
        </div>
      )}
    </Modal>
  )
}

/** The differences for which the server wants reasons; they stay while the text is sent again. */
function useDiffering(fault: CallFault | null): Difference[] {
  const [differing, setDiffering] = useState<Difference[]>([])
  useEffect(() => {
    if (fault?.code === 'standard.differs') setDiffering((fault.detail as { differences: Difference[] }).differences)
  }, [fault])
  return differing
}

const reasonsOf = (differing: Difference[], reasons: Record<string, string>) =>
  [...new Set(differing.map(d => d.ruleId))].map(ruleId => ({ ruleId, reason: reasons[ruleId]!.trim() }))
