import { Button, Input } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { CallFault } from '../app/call.ts'
import { useAnswerLabels } from './answer-labels.ts'
import { FaultNote } from './states.tsx'

type AnswerWords = { agree: string; refuse: string; refusal: string; missing: string }

/** Agrees to what somebody asked for, or refuses it with the reason that he will see; `words` where the act has its own. */
export function AnswerActs({
  onAgree,
  onRefuse,
  busy,
  fault = null,
  words,
  more,
}: {
  onAgree: () => void
  /** Rejects when it was not sent; what was written then stays. */
  onRefuse: (reason: string) => Promise<unknown>
  busy: boolean
  fault?: CallFault | null
  words?: Partial<AnswerWords>
  /** Other acts, beside these. */
  more?: ReactNode
}) {
  const t = useAnswerLabels()
  const [refusing, setRefusing] = useState(false)
  const said = { agree: t('agree'), refuse: t('refuse'), refusal: t('refusal'), missing: t('reasonMissing'), ...words }
  if (refusing)
    return (
      <div className="ss-col">
        {fault && <FaultNote fault={fault} inline />}
        <ReasonForm
          label={said.refusal}
          missing={said.missing}
          submit={said.refuse}
          busy={busy}
          onSubmit={reason =>
            void onRefuse(reason).then(
              () => setRefusing(false),
              () => {},
            )
          }
          onCancel={() => setRefusing(false)}
        />
      </div>
    )
  return (
    <div className="ss-col">
      {fault && <FaultNote fault={fault} inline />}
      <div className="ss-row ss-wrap">
        <Button type="primary" loading={busy} onClick={onAgree}>
          {said.agree}
        </Button>
        <Button disabled={busy} onClick={() => setRefusing(true)}>
          {said.refuse}
        </Button>
        {more}
      </div>
    </div>
  )
}

type ReasonFormProps = {
  label: string
  /** Said when it is sent empty, where the act has words of its own for that. */
  missing?: string
  submit: string
  busy: boolean
  onSubmit: (reason: string) => void
  onCancel: () => void
}
/** Nothing is sent without a reason. */
export function ReasonForm({ label, missing, submit, busy, onSubmit, onCancel }: ReasonFormProps) {
  const t = useAnswerLabels()
  const id = useId()
  const [reason, setReason] = useState('')
  const [empty, setEmpty] = useState(false)
  const send = () => (reason.trim() === '' ? setEmpty(true) : onSubmit(reason.trim()))
  return (
    <form
      className="ss-col"
      onSubmit={e => {
        e.preventDefault()
        send()
      }}
    >
      <label htmlFor={id} className="ss-13 ss-2">
        {label}
      </label>
      <Input.TextArea
        id={id}
        autoFocus
        rows={3}
        maxLength={500}
        showCount
        value={reason}
        status={empty ? 'error' : ''}
        aria-invalid={empty}
        aria-describedby={empty ? `${id}-missing` : undefined}
        onPressEnter={e => {
          // Shift makes a new line; Enter that ends a word of an input method is none of ours
          if (e.shiftKey || e.nativeEvent.isComposing) return
          e.preventDefault()
          send()
        }}
        onChange={e => {
          setReason(e.target.value)
          setEmpty(false)
        }}
      />
      {empty && (
        <span id={`${id}-missing`} role="alert" className="ss-12 ss-late">
          {missing ?? t('reasonMissing')}
        </span>
      )}
      <div className="ss-row ss-wrap">
        <Button type="primary" htmlType="submit" loading={busy}>
          {submit}
        </Button>
        <Button disabled={busy} onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
