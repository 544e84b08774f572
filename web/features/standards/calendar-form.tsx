import { standards } from '@sansheng/contract/standards.ts'
import { calendarProblem, timeProblemText } from '@sansheng/rulebook/time'
import { App, Button, Input, Switch } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { shownLanguage } from '../../app/language.ts'
import { useSession } from '../../app/session.tsx'
import { spansOf } from '../../ui/day-spans.ts'
import { FaultNote } from '../../ui/states.tsx'
import { type Calendar, type Spec, weekdays } from './calendar-labels.ts'
import type { StandardLabels } from './labels.ts'

type Day = { key: number; date: string; hours: string }

/** Hours of the week and single days of both signs. Checked while it is typed by the same code that counts by it. */
export function CalendarForm({ calendar, onDone, t }: { calendar: Calendar; onDone: () => void; t: StandardLabels }) {
  const { siteId } = useSession()
  const { message } = App.useApp()
  const publish = useSend(standards.publishCalendar)
  const { spec } = calendar
  const [week, setWeek] = useState(() => Object.fromEntries(weekdays.map(d => [d, (spec.week[d] ?? []).join(', ')])))
  const [days, setDays] = useState<Day[]>(() =>
    Object.entries(spec.days ?? {})
      .sort()
      .map(([date, spans], key) => ({ key, date, hours: spans.join(', ') })),
  )
  const [holidays, setHolidays] = useState(spec.holidays === 'cn')
  const wanted = specOf(spec.zone, week, days, holidays)
  const problem = wrongDay(days, t) ?? timeProblem(wanted)
  const submit = () =>
    publish
      .mutateAsync({ params: { siteId, name: calendar.name }, body: { spec: wanted } })
      .then(({ calendar: { name, version }, recomputing }) => {
        void message.success(
          t(recomputing > 0 ? 'calendarDone' : 'calendarDoneNone', { name, number: version, count: recomputing }),
          8,
        )
        onDone()
      })
      .catch(() => undefined)
  const change = (key: number, part: Partial<Day>) => setDays(days.map(d => (d.key === key ? { ...d, ...part } : d)))
  return (
    <form
      className="ss-col"
      style={{ gap: 16 }}
      onSubmit={e => {
        e.preventDefault()
        if (!problem) void submit()
      }}
    >
      <fieldset className="ss-fieldset">
        <legend>{t('week')}</legend>
        <p className="ss-12 ss-3">{t('weekHint')}</p>
        {weekdays.map(day => (
          <div key={day} className="ss-row ss-day">
            <label htmlFor={`week-${day}`}>{t(day)}</label>
            <Input
              id={`week-${day}`}
              value={week[day] ?? ''}
              placeholder={t('closed')}
              onChange={e => setWeek({ ...week, [day]: e.target.value })}
            />
          </div>
        ))}
      </fieldset>
      <div className="ss-row">
        <Switch id="calendar-holidays" checked={holidays} onChange={setHolidays} />
        <label htmlFor="calendar-holidays">{t('holidaysCn')}</label>
      </div>
      <fieldset className="ss-fieldset">
        <legend>{t('days')}</legend>
        <p className="ss-12 ss-3">{t('daysHint')}</p>
        {days.map(d => (
          <div key={d.key} className="ss-row ss-day">
            <Input
              type="date"
              aria-label={t('day')}
              value={d.date}
              style={{ width: 160 }}
              onChange={e => change(d.key, { date: e.target.value })}
            />
            <Input
              aria-label={`${d.date} ${t('hours')}`}
              placeholder={t('closed')}
              value={d.hours}
              onChange={e => change(d.key, { hours: e.target.value })}
            />
            <Button
              type="text"
              icon={<Trash2 size={16} />}
              aria-label={t('removeDay', { day: d.date })}
              onClick={() => setDays(days.filter(x => x.key !== d.key))}
            />
          </div>
        ))}
        <Button
          icon={<Plus size={15} />}
          onClick={() => setDays([...days, { key: Math.max(-1, ...days.map(d => d.key)) + 1, date: '', hours: '' }])}
        >
          {t('addDay')}
        </Button>
      </fieldset>
      {problem && (
        <p className="ss-13 ss-say-error" role="alert">
          {problem}
        </p>
      )}
      {publish.error && <FaultNote fault={publish.error} inline />}
      <Button type="primary" htmlType="submit" disabled={problem !== null} loading={publish.isPending}>
        {t('publishCalendar')}
      </Button>
    </form>
  )
}

function specOf(zone: string, week: Record<string, string>, days: Day[], holidays: boolean): Spec {
  const open = weekdays.map(d => [d, spansOf(week[d] ?? '')] as const).filter(([, spans]) => spans.length > 0)
  const dated = days.filter(d => d.date !== '').map(d => [d.date, spansOf(d.hours)] as const)
  return {
    zone,
    ...(holidays ? { holidays: 'cn' as const } : {}),
    week: Object.fromEntries(open),
    ...(dated.length > 0 ? { days: Object.fromEntries(dated) } : {}),
  }
}

function wrongDay(days: Day[], t: StandardLabels): string | null {
  const dates = days.map(d => d.date)
  if (dates.some(d => !/^\d{4}-\d{2}-\d{2}$/.test(d))) return t('dayWrong')
  const twice = dates.find((d, i) => dates.indexOf(d) !== i)
  return twice ? t('dayTwice', { day: twice }) : null
}

function timeProblem(spec: Spec): string | null {
  const found = calendarProblem(spec)
  return found && timeProblemText(found, shownLanguage())
}
