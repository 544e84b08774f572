import type { EventView } from '@sansheng/contract/clocks.ts'
import { facts, roles } from '@sansheng/rulebook/vocabulary'
import { Button } from 'antd'
import { ChevronsUpDown, Link2, Unlink } from 'lucide-react'
import { Fragment, useState } from 'react'
import { exact, full, timeOf } from '../app/time.ts'
import { ClauseLink } from './clause-link.tsx'
import { iconOf, toneOf } from './event-icon.ts'
import './event-timeline.css'
import { joined, labelled, listed } from '../app/punctuation.ts'
import { useActorName } from './actor-name.ts'
import { useEventLabels } from './event-labels.ts'
import { type UiLabels, useUiLabels } from './labels.ts'
import { termWords } from './term-labels.ts'
import { factWord, roleWord, valueWord } from './vocabulary-labels.ts'

/** Everything that happened, newest first, numbered and chained; folded events say so. */
export function EventTimeline({
  events,
  verified,
  marked = null,
}: {
  events: EventView[]
  /** The chain, recomputed, is unbroken. */
  verified: boolean
  /** Number of the event that is pointed at. */
  marked?: number | null
}) {
  const t = useUiLabels()
  const [open, setOpen] = useState(false)
  const folds = events.filter(e => isSystem(e) && e.seq !== marked)
  const shown = open ? events : events.filter(e => !folds.includes(e))
  return (
    <section className="ss-timeline" aria-label={t('course')}>
      <header className="ss-row">
        <h2 className="ss-h ss-grow">{t('course')}</h2>
        <span className={`ss-row ss-12 ${verified ? 'ss-3' : 'ss-timeline-broken'}`}>
          {verified ? <Link2 size={13} /> : <Unlink size={13} />}
          {t(verified ? 'chained' : 'broken')}
        </span>
      </header>
      {events.length === 0 && <p className="ss-3 ss-13">{t('noEvents')}</p>}
      <ol>
        {[...shown]
          .sort((a, b) => b.seq - a.seq)
          .map(event => (
            <Row key={event.seq} event={event} marked={event.seq === marked} />
          ))}
      </ol>
      {folds.length > 0 && (
        <Button
          type="text"
          size="small"
          className="ss-timeline-fold"
          icon={<ChevronsUpDown size={13} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? t('fold') : t('folded', { count: folds.length })}
          {!open && folds.length <= 6 && <span className="ss-num ss-3">{folds.map(e => `#${e.seq}`).join(' ')}</span>}
        </Button>
      )}
    </section>
  )
}

/** Folded at first: what only the product itself has done and nobody has to read to understand the matter. */
const isSystem = (e: EventView): boolean =>
  e.type === 'clock.recomputed' || e.type === 'fault.recorded' || e.type === 'contact.recorded'

function Row({ event, marked }: { event: EventView; marked: boolean }) {
  const t = useUiLabels()
  const eventLabels = useEventLabels()
  const nameOf = useActorName()
  const Icon = iconOf(event.type)
  // what was corrected stands with the words that it had before
  const words = Object.entries(event.values).filter(([name]) => !(name.endsWith('Before') && name.slice(0, -6) in event.values))
  const detail = detailOf(event, t)
  const recipients = typeof event.detail.to === 'string' ? rolesIn(event.detail.to) : []
  const late = Date.parse(event.recordedAt) - Date.parse(event.at) >= 60_000
  return (
    <li id={`event-${event.seq}`} className={`ss-ev ss-ev-${toneOf(event)}${marked ? ' ss-ev-marked' : ''}`}>
      <time className="ss-num" dateTime={event.at} title={full(event.at)}>
        {exact(event.at)
          .split(' ')
          .map((part, i) => (
            <Fragment key={part}>
              {i > 0 && <br />}
              {part}
            </Fragment>
          ))}
      </time>
      <span className="ss-ev-dot" aria-hidden="true">
        <Icon size={14} strokeWidth={1.75} />
      </span>
      <div>
        <p>
          {eventLabels(event.type as Parameters<typeof eventLabels>[0])}
          {detail.length > 0 && labelled('', joined(detail))}
          {recipients.length > 0 && <span className="ss-3"> → {listed(recipients)}</span>}
        </p>
        {words.map(([name, value]) => (
          <p key={name} className={value === null ? 'ss-3 ss-12' : 'ss-ev-words'}>
            {`${name}Before` in event.values && (
              <>
                <del className="ss-3">{event.values[`${name}Before`] ?? t('erased')}</del>
                {' → '}
              </>
            )}
            {value ?? t('erased')}
          </p>
        ))}
        <p className="ss-row ss-12 ss-3 ss-wrap">
          <span>{event.actor ? nameOf(event.actor) : t('system')}</span>
          <span className="ss-num" title={event.hash}>
            #{event.seq}
          </span>
          {event.clause && <ClauseLink clause={event.clause} />}
          {late && <span>{t('recordedLater', { at: timeOf(event.recordedAt) })}</span>}
        </p>
      </div>
    </li>
  )
}

/** Codes of an event that read as words: an enumeration of the vocabulary, a role, a figure; ids and the like are left out. */
export function detailOf(event: Pick<EventView, 'detail' | 'type'>, t: UiLabels): string[] {
  const parts: string[] = []
  for (const [name, value] of Object.entries(event.detail)) {
    if (name === 'number' && typeof value === 'string') parts.push(value)
    if (name === 'step' && typeof value === 'string') parts.push(stepWords(value, t))
    if ((name === 'dueAt' || name === 'oldDue' || name === 'newDue') && typeof value === 'string') parts.push(exact(value))
    if (name === 'title' && typeof value === 'string' && event.type.startsWith('clock.')) parts.unshift(value)
    if (typeof value === 'string' && name in enumWords) {
      const word = enumWords[name]!(value, event.type)
      if (word) parts.push(word)
    }
    if (name === 'clauses' && typeof value === 'string') parts.push(listed(value.split(' ').map(number => `§${number}`)))
    if (name === 'missing' && typeof value === 'string')
      parts.push(t('missing', { what: listed(value.split(' ').map(factWord)) }))
    if (typeof value === 'string' && value in (codes[name] ?? {})) parts.push(t(codes[name]![value]!))
    if (name === 'passed' && typeof value === 'boolean') parts.push(value ? t('passed') : t('notPassed'))
  }
  return [...new Set(parts)].filter(part => part !== '')
}

/** `80%` of the term, or `+30 min` past due; at due itself nothing more is to be said. */
const stepWords = (step: string, t: UiLabels): string =>
  step === '100%'
    ? ''
    : step.startsWith('+')
      ? t('stepPast', { time: termWords(step.slice(1)) })
      : step.endsWith('%')
        ? t('usedShare', { share: step.slice(0, -1) })
        : step

const rolesIn = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter(role => role in roles)
    .map(roleWord)

const wordOf = (values: Readonly<Record<string, string>>) => (value: string) =>
  value in values ? valueWord(values, value) : undefined
const enumWords: Record<string, (value: string, type: string) => string | undefined> = {
  channel: wordOf(facts.contact.fields.channel.values),
  outcome: wordOf(facts.contact.fields.outcome.values),
  method: wordOf(facts.callback.fields.method.values),
  result: wordOf(facts.callback.fields.result.values),
  opinion: wordOf(facts.form.fields.opinion.values),
  waitingFor: wordOf(facts.ticket.fields.waitingFor.values),
}
/** How the paper was known to be out, and what is known of the signature on it. */
const codes: Partial<Record<string, Record<string, Parameters<UiLabels>[0]>>> = {
  how: { screen: 'onScreen', scan: 'byScan' },
  signature: { paper: 'signedOnPaper', none: 'notSigned' },
}
