/** The forms of a worker: what is in his hands first, then what waits for somebody, then the rest. */
import { type Form, inHand } from '@sansheng/contract/dispatch.ts'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import type { CallFault } from '../../app/call.ts'
import { useKindLabels, useShellLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { dayOf, exact, serverNow } from '../../app/time.ts'
import { Mark } from '../../ui/mark.tsx'
import { Empty, FaultNote } from '../../ui/states.tsx'
import { useFormLabels } from './labels.ts'
import { Next } from './next.tsx'
import { NextClock } from './next-clock.tsx'

/** `mine`: taken and not yet returned; `waiting`: nobody has taken it, or it was meant for him; `others`: everything else. */
export function sortForms(forms: readonly Form[], me: string) {
  const mine = forms.filter(f => f.worker?.id === me && inHand.has(f.status))
  const waiting = forms.filter(f => f.status === 'made' && (!f.worker || f.worker.id === me))
  return { mine, waiting, others: forms.filter(f => !mine.includes(f) && !waiting.includes(f)) }
}

type CardsProps = {
  rows: Form[] | undefined
  fault: CallFault | null
  onRetry: () => void
  onMore: (() => void) | undefined
  loadingMore: boolean
}
export function Cards({ rows, fault, onRetry, onMore, loadingMore }: CardsProps) {
  const t = useFormLabels()
  const shell = useShellLabels()
  const { me } = useSession()
  if (!rows && fault) return <FaultNote fault={fault} onRetry={onRetry} />
  if (!rows) return <Skeleton active title={false} paragraph={{ rows: 8 }} aria-label={t('list')} />
  if (rows.length === 0) return <Empty text={t('none')} />
  const { mine, waiting, others } = sortForms(rows, me.person.id)
  const today = dayOf(serverNow())
  const done = rows.filter(f => f.worker?.id === me.person.id && f.finishedAt && dayOf(f.finishedAt) === today).length
  return (
    <div className="ss-col ss-form-groups">
      {fault && <FaultNote fault={fault} inline onRetry={onRetry} />}
      <Group
        title={t('mineNow')}
        forms={mine}
        note={done > 0 ? t('doneToday', { count: done }) : ''}
        empty={t('nothingMine')}
        acts
      />
      <Group title={t('waiting')} forms={waiting} acts />
      <Group title={t('others')} forms={others} />
      {onMore && (
        <Button size="large" onClick={onMore} loading={loadingMore}>
          {shell('nextPage')}
        </Button>
      )}
    </div>
  )
}

type GroupProps = { title: string; forms: Form[]; note?: string; empty?: string; acts?: boolean }
function Group({ title, forms, note = '', empty, acts = false }: GroupProps) {
  if (forms.length === 0 && !empty) return null
  return (
    <section aria-label={title}>
      <h2 className="ss-h">
        {title} <span className="ss-num ss-3 ss-grow">{forms.length}</span>
        <span className="ss-12 ss-3">{note}</span>
      </h2>
      {forms.length === 0 && <p className="ss-3">{empty}</p>}
      <ul className="ss-cards">
        {forms.map(form => (
          <li key={form.id} className="ss-sheet ss-form-card">
            <Card form={form} />
            {acts && <Next form={form} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Card({ form }: { form: Form }) {
  const t = useFormLabels()
  const k = useKindLabels()
  return (
    <Link to="/forms/$id" params={{ id: form.id }} className="ss-form-open">
      <span className="ss-row ss-wrap">
        <span className="ss-num ss-12 ss-3">{form.number}</span>
        <Mark>{k(form.status)}</Mark>
        {form.ticket.urgency !== 'normal' && <Mark tone="over">{k(form.ticket.urgency as 'urgent')}</Mark>}
      </span>
      <b>{form.ticket.title ?? t('elsewhere')}</b>
      <NextClock form={form} />
      <span className="ss-13 ss-2">
        {[
          form.worker?.name ?? form.department?.name,
          form.appointmentAt && `${t('appointment')} ${exact(form.appointmentAt)}`,
          form.instructions,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </Link>
  )
}
