import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { Button, Input, Space } from 'antd'
import { BookOpenText, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { Loading, Shown } from '../../ui/states.tsx'
import { Actions } from './actions.tsx'
import { Caller } from './caller.tsx'
import { titleOf } from './draft.ts'
import { Ended } from './ended.tsx'
import { Guide } from './guide.tsx'
import { useIntake } from './intake-state.ts'
import { useDeskLabels } from './labels.ts'
import { OpenMatters } from './open-matters.tsx'
import { AnnouncementMatch, Place } from './place.tsx'
import { About, PromisedTime, Sorting } from './sort.tsx'
import { IntakeThree } from './three.tsx'

/** The middle and the right column for one contact; the form comes with its draft, so that nobody types over words that are on their way. */
export function Intake({ contactId, onNext }: { contactId: string; onNext: () => void }) {
  const { siteId } = useSession()
  const contact = useCall(contacts.get, { params: { siteId, id: contactId } })
  const draft = useCall(contacts.draft, { params: { siteId, id: contactId } })
  if (draft.isLoading) return <Loading />
  return (
    <Shown of={contact}>
      {data => (data.closedAt ? <Ended contact={data} onNext={onNext} /> : <Form key={data.id} contact={data} />)}
    </Shown>
  )
}

function Form({ contact }: { contact: Contact }) {
  const t = useDeskLabels()
  const { site } = useSession()
  const id = useId()
  const [guideOpen, setGuideOpen] = useState(false)
  const intake = useIntake(contact)
  const { draft, change, standard, preview } = intake
  const registering = preview.registering(true)
  const asking = threeClause(intake)
  const shown = asking !== null || draft.about === 'repair' || draft.about === 'report'
  // the number of a key is its place among what is offered
  const joinKey = intake.matched[0] ? 2 : 1
  const join = intake.matters.items[0] ? () => intake.joinTo(intake.matters.items[0]!) : undefined
  useHotkeys({
    'Alt+1': intake.matched[0] ? () => intake.answerBy(intake.matched[0]!) : joinKey === 1 ? join : undefined,
    'Alt+2': joinKey === 2 ? join : undefined,
    Escape: guideOpen ? () => setGuideOpen(false) : undefined,
  })
  const guided = {
    standard,
    facts: preview.facts,
    violations: registering.denied.concat(registering.warned),
    customerId: draft.customerId,
    contactId: contact.id,
  }
  return (
    <>
      <section className="ss-sheet ss-desk-mid" aria-label={t('start')}>
        <Head contact={contact} onGuide={() => setGuideOpen(true)} />
        <div className="ss-desk-form">
          <OpenMatters matters={intake.matters} hotkey={joinKey} busy={intake.busy.closing} onJoin={intake.joinTo} />
          <div className="ss-desk-sec ss-col">
            <Caller contact={contact} draft={draft} change={change} onChoose={intake.choose} />
            <Place contact={contact} draft={draft} change={change} onSettled={intake.settle} />
            <AnnouncementMatch
              notices={intake.matched}
              noticeGiven={draft.noticeGiven}
              busy={intake.busy.closing}
              onAnswer={intake.answerBy}
              onStill={() => intake.settle({ noticeGiven: true, about: draft.about ?? 'repair' })}
            />
          </div>
          <div className="ss-desk-sec ss-col">
            <About draft={draft} change={change} onAbout={about => intake.settle({ about, category: '' })} />
          </div>
          {shown && (
            <IntakeThree
              draft={draft}
              change={change}
              siteKind={site!.kind}
              clause={asking?.clause ?? null}
              locks={asking?.locks ?? false}
            />
          )}
          <div className="ss-desk-sec ss-col">
            <Sorting
              draft={draft}
              change={change}
              siteKind={site!.kind}
              standard={standard}
              preview={preview}
              departments={intake.departments ?? []}
            />
            <PromisedTime draft={draft} change={change} zone={site!.zone} />
          </div>
          <div className="ss-desk-sec ss-col">
            <div className="ss-desk-line">
              <label className="ss-desk-lab" htmlFor={`${id}-title`}>
                {t('title')}
              </label>
              <Input
                id={`${id}-title`}
                className="ss-grow"
                value={draft.title}
                placeholder={titleOf(draft)}
                maxLength={120}
                onChange={e => change({ title: e.target.value })}
              />
            </div>
            <div className="ss-desk-line ss-top">
              <label className="ss-desk-lab" htmlFor={`${id}-summary`}>
                {t('summary')}
              </label>
              <Input.TextArea
                id={`${id}-summary`}
                className="ss-grow"
                value={draft.summary}
                placeholder={t('summaryPlaceholder')}
                autoSize={{ minRows: 2, maxRows: 8 }}
                maxLength={2000}
                onChange={e => change({ summary: e.target.value })}
              />
            </div>
          </div>
        </div>
        <Actions intake={intake} registering={registering} />
      </section>
      <aside className={`ss-desk-right${guideOpen ? ' ss-open' : ''}`} aria-label={t('guide')}>
        <Button
          className="ss-desk-close"
          type="text"
          icon={<X size={18} />}
          aria-label={t('closeGuide')}
          onClick={() => setGuideOpen(false)}
        />
        <Guide guided={guided} />
      </aside>
    </>
  )
}

function Head({ contact, onGuide }: { contact: Contact; onGuide: () => void }) {
  const t = useDeskLabels()
  const nameOf = useActorName()
  const words = useKindLabels()
  const { siteId, site, can } = useSession()
  const clocks = useCall(
    standards.listClocks,
    { params: { siteId }, query: { caseId: contact.caseId, limit: 20 } },
    { enabled: can('standards:read'), keep: true },
  )
  return (
    <header className="ss-desk-head ss-desk-midhead">
      <h2 className="ss-desk-h1">
        {t('start')}
        {words(contact.channel)}
      </h2>
      <span className="ss-12 ss-3">
        <span className="ss-num">{t('receivedAt', { at: exact(contact.receivedAt, { seconds: true, zone: site!.zone }) })}</span>
        {' · '}
        {t('receivedBy', { name: nameOf(contact.receiver) })}
      </span>
      <Space wrap className="ss-desk-clocks">
        {(clocks.data?.items ?? []).map(({ clock }) => (
          <span key={clock.id} className="ss-row">
            <span className="ss-12 ss-2">{clock.clause.title}</span>
            <ClockBadge clock={clock} />
            <ClauseLink clause={clock.clause} />
          </span>
        ))}
      </Space>
      <Button className="ss-desk-guidebutton" icon={<BookOpenText size={15} />} onClick={onGuide}>
        {t('guide')}
      </Button>
    </header>
  )
}

/** The clause of this standard that wants the three answers before a ticket of this kind; null when none does. */
function threeClause({ standard, preview }: ReturnType<typeof useIntake>) {
  for (const rule of standard?.rulebook.gates.get('ticket.registered') ?? []) {
    if (rule.kind !== 'require' || (rule.when && !rule.when.holds(preview.facts))) continue
    if ([...rule.asked, ...rule.need].some(path => path.startsWith('fault.')))
      return { clause: rule.clause, locks: rule.mode === 'block' && !rule.record }
  }
  return null
}
