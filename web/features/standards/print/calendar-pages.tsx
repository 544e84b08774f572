import type { ReplyOf } from '@sansheng/contract/route.ts'
import type { standards } from '@sansheng/contract/standards.ts'
import { listed } from '../../../app/punctuation.ts'
import { weekWords } from '../calendar-labels.ts'
import { useStandardLabels } from '../labels.ts'
import type { HandbookLabels } from './labels.ts'

type Calendars = ReplyOf<typeof standards.getHandbook>['calendars']

/** By which days and hours the terms of this version are counted. */
export function CalendarPages({ calendars, t }: { calendars: Calendars; t: HandbookLabels }) {
  const s = useStandardLabels()
  if (calendars.length === 0) return null
  return (
    <section id="hb-calendars" className="ss-hb-chapter">
      <h2>{t('calendars')}</h2>
      <p className="ss-hb-intro">{t('calendarIntro')}</p>
      {calendars.map(({ name, version, spec }) => (
        <section key={name} className="ss-hb-calendar">
          <h3>{version === '0' ? t('calendarShipped', { name }) : t('calendarName', { name, version })}</h3>
          <p>
            {t('zone', { zone: spec.zone })}；{t(spec.holidays ? 'holidays' : 'noHolidays')}
          </p>
          <table>
            <tbody>
              {weekWords(spec, s).map(([days, hours]) => (
                <tr key={days}>
                  <th scope="row">{days}</th>
                  <td>{hours}</td>
                </tr>
              ))}
              {Object.entries(spec.days ?? {}).map(([day, spans]) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  <td>{spans.length > 0 ? listed(spans) : t('closed')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </section>
  )
}
