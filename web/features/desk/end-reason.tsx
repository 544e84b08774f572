/** Why a contact ends without an answer: one word, touched or typed. */
import { Button, Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { Chips } from './chips.tsx'
import { endReasons, useEndingLabels } from './ending-labels.ts'

export type Unanswered = keyof typeof endReasons

type Props = { outcome: Unanswered; busy: boolean; onEnd: (reason: string) => void; onCancel: () => void }
export function EndReason({ outcome, busy, onEnd, onCancel }: Props) {
  const t = useEndingLabels()
  const id = useId()
  const box = useRef<HTMLFieldSetElement>(null)
  const [own, setOwn] = useState('')
  useEffect(() => {
    box.current?.querySelector('button')?.focus()
  }, [])
  useHotkeys({ Escape: onCancel })
  const end = () => {
    if (own.trim() && !busy) onEnd(own.trim())
  }
  return (
    <fieldset className="ss-desk-why-ended" ref={box} aria-labelledby={id}>
      <b id={id} className="ss-13">
        {t(`why_${outcome}`)}
      </b>
      <Chips
        label={t(`why_${outcome}`)}
        options={endReasons[outcome].map(value => ({ value, words: value }))}
        value={null}
        onPick={reason => !busy && onEnd(reason)}
      />
      <Input
        className="ss-desk-own"
        aria-label={t('own')}
        placeholder={t('own')}
        value={own}
        maxLength={60}
        onChange={e => setOwn(e.target.value)}
        onPressEnter={end}
      />
      <Button disabled={!own.trim()} loading={busy} onClick={end}>
        {t('end')}
      </Button>
      <Button type="text" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </fieldset>
  )
}
