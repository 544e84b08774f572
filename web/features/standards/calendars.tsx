import { standards } from '@sansheng/contract/standards.ts'
import { Button, Drawer } from 'antd'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { listed } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { Mark } from '../../ui/mark.tsx'
import { Shown } from '../../ui/states.tsx'
import { CalendarForm } from './calendar-form.tsx'
import { type Calendar, weekWords } from './calendar-labels.ts'
import type { StandardLabels } from './labels.ts'

const useCalendars = () => {
  const { siteId } = useSession()
  return useCall(standards.listCalendars, { params: { siteId } }, { staleTime: 60_000 })
}

/** The calendars of the site: hours, overrides, missing holiday years. */
export function Calendars({ used, onClose, t }: { used: Set<string>; onClose: () => void; t: StandardLabels }) {
  const { can } = useSession()
  const read = useCalendars()
  const [editing, setEditing] = useState<Calendar | null>(null)
  return (
    <Drawer
      open
      size={560}
      title={editing ? t('editCalendar', { name: editing.name }) : t('calendarsTitle')}
      onClose={() => (editing ? setEditing(null) : onClose())}
    >
      {editing ? (
        <CalendarForm calendar={editing} onDone={() => setEditing(null)} t={t} />
      ) : (
        <div className="ss-col" style={{ gap: 16 }}>
          <p className="ss-13 ss-2">{t('calendarsHint')}</p>
          <Shown of={read}>
            {({ items }) => (
              <>
                {[...items]
                  .sort((a, b) => Number(used.has(b.name)) - Number(used.has(a.name)))
                  .map(c => (
                    <article key={c.name} className="ss-calendar" aria-label={c.name}>
                      <div className="ss-row ss-wrap">
                        <h3 className="ss-num">{c.name}</h3>
                        {used.has(c.name) && <Mark tone="accent">{t('inUse')}</Mark>}
                        <span className="ss-12 ss-3 ss-grow">
                          {c.builtIn || c.publishedAt === null
                            ? t('builtIn')
                            : t('calendarVersion', { number: c.version, at: exact(c.publishedAt) })}
                        </span>
                        {can('standards:publish') && (
                          <Button size="small" onClick={() => setEditing(c)} aria-label={t('editCalendar', { name: c.name })}>
                            {t('changeCalendar')}
                          </Button>
                        )}
                      </div>
                      {c.missingYears.length > 0 && (
                        <p className="ss-note ss-note-warn">
                          <TriangleAlert size={16} aria-hidden="true" />
                          <span>{t('missingYears', { years: listed(c.missingYears.map(String)) })}</span>
                        </p>
                      )}
                      <dl>
                        {weekWords(c.spec, t).map(([days, hours]) => (
                          <div key={days} className="ss-row">
                            <dt className="ss-2">{days}</dt>
                            <dd className="ss-num">{hours}</dd>
                          </div>
                        ))}
                        {Object.entries(c.spec.days ?? {})
                          .sort()
                          .map(([day, spans]) => (
                            <div key={day} className="ss-row">
                              <dt className="ss-num ss-2">{day}</dt>
                              <dd className="ss-num">{spans.length > 0 ? listed(spans) : t('closed')}</dd>
                            </div>
                          ))}
                      </dl>
                      <p className="ss-12 ss-3">
                        {t(c.spec.holidays ? 'holidaysCn' : 'noHolidays')} · {t('zone', { zone: c.spec.zone })}
                      </p>
                    </article>
                  ))}
              </>
            )}
          </Shown>
        </div>
      )}
    </Drawer>
  )
}

/** A calendar in use without the list of a year: a warning, never a silent guess. */
export function MissingHolidays({ used, onOpen, t }: { used: Set<string>; onOpen: () => void; t: StandardLabels }) {
  const missing = useCalendars().data?.items.filter(c => used.has(c.name) && c.missingYears.length > 0) ?? []
  return missing.map(c => (
    <p key={c.name} className="ss-note ss-note-warn">
      <TriangleAlert size={16} aria-hidden="true" />
      <span>{t('missingShort', { name: c.name, years: listed(c.missingYears.map(String)) })}</span>
      <Button size="small" type="link" onClick={onOpen}>
        {t('calendars')}
      </Button>
    </p>
  ))
}
