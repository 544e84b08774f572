/** Three questions about a fault: each answered, declined, or still to ask. */
import { type FaultPart, faultParts } from '@sansheng/contract/facts/index.ts'
import type { Site } from '@sansheng/contract/people.ts'
import type { ClauseRef } from '@sansheng/rulebook/document'
import { Button, Input } from 'antd'
import { Check, LockKeyhole, LockKeyholeOpen } from 'lucide-react'
import { useId } from 'react'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { Chips } from './chips.tsx'
import type { Draft, Patch } from './draft.ts'
import { useDeskLabels } from './labels.ts'
import { quickAnswers } from './quick.ts'

type ThreeProps = {
  draft: Draft
  change: (patch: Patch) => void
  siteKind: Site['kind']
  /** The clause that asks for them here; null when none does. */
  clause: ClauseRef | null
  /** Whether that clause stops the registration. */
  locks: boolean
}

export function IntakeThree({ draft, change, siteKind, clause, locks }: ThreeProps) {
  const t = useDeskLabels()
  const done = (part: FaultPart) => draft.fault[part].trim() !== '' || draft.declined.includes(part)
  const count = faultParts.filter(done).length
  const next = faultParts.find(part => !done(part))
  const Lock = count === 3 || !locks ? LockKeyholeOpen : LockKeyhole
  return (
    <section className="ss-desk-sec" aria-label={t('three')}>
      <div className="ss-row ss-between">
        <h2 className="ss-h">
          {t('three')}
          {clause && (
            <>
              <span className="ss-12 ss-3 ss-thin">{t(locks ? 'threeRule' : 'threeOpen')}</span> <ClauseLink clause={clause} />
            </>
          )}
        </h2>
        <span className="ss-row ss-12 ss-2">
          <Lock size={13} /> {t('threeAsked', { done: count })}
        </span>
      </div>
      <div className="ss-desk-q3">
        {faultParts.map((part, index) => (
          <Question
            key={part}
            part={part}
            number={index + 1}
            draft={draft}
            change={change}
            asking={part === next}
            quick={quickAnswers(siteKind)[part]}
          />
        ))}
      </div>
    </section>
  )
}

type QuestionProps = {
  part: FaultPart
  number: number
  draft: Draft
  change: (patch: Patch) => void
  asking: boolean
  quick: string[]
}
function Question({ part, number, draft, change, asking, quick }: QuestionProps) {
  const t = useDeskLabels()
  const id = useId()
  const answer = draft.fault[part]
  const declined = draft.declined.includes(part)
  const done = answer.trim() !== '' || declined
  const replaceWith = (words: string) =>
    change({ fault: { ...draft.fault, [part]: words }, declined: draft.declined.filter(other => other !== part) })
  const has = (words: string) => answer.split('；').includes(words)
  const toggle = (words: string) => {
    const parts = answer.split('；').filter(Boolean)
    replaceWith((has(words) ? parts.filter(other => other !== words) : [...parts, words]).join('；'))
  }
  return (
    <div className={`ss-desk-q${asking ? ' ss-now' : ''}`}>
      <h3 id={`${id}-h`}>
        <span className={`ss-desk-n${done ? ' ss-done' : ''}`}>{done ? <Check size={12} strokeWidth={3} /> : number}</span>
        {t(part)}
        <span className="ss-grow" />
        <span className="ss-12 ss-thin ss-desk-state">
          {declined ? t('declined') : t(done ? 'answered' : asking ? 'asking' : 'toAsk')}
        </span>
      </h3>
      <label htmlFor={id} className="ss-song ss-desk-ask">
        {t(`ask_${part}`)}
      </label>
      <Chips
        small
        label={t('quickOf', { part: t(part) })}
        options={quick.map(words => ({ value: words, words }))}
        value={quick.filter(has)}
        disabled={declined}
        onPick={toggle}
      />
      {declined ? (
        <p className="ss-13 ss-2 ss-grow">{t('refused')}</p>
      ) : (
        <Input.TextArea
          id={id}
          className="ss-desk-answer"
          aria-label={t('answerOf', { part: t(part) })}
          autoSize={{ minRows: 1, maxRows: 4 }}
          value={answer}
          maxLength={1000}
          onChange={e => replaceWith(e.target.value)}
        />
      )}
      <Button
        type="link"
        size="small"
        className="ss-desk-refuse"
        onClick={() =>
          change(
            declined
              ? { declined: draft.declined.filter(other => other !== part) }
              : { declined: [...draft.declined, part], fault: { ...draft.fault, [part]: '' } },
          )
        }
      >
        {t(declined ? 'takeBack' : 'refuse')}
      </Button>
    </div>
  )
}
