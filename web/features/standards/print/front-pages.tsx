import type { Publication } from '@sansheng/contract/publication.ts'
import type { Standard } from '@sansheng/contract/standards.ts'
import { gap, labelled, listed } from '../../../app/punctuation.ts'
import { full } from '../../../app/time.ts'
import { roleWord } from '../../../ui/vocabulary-labels.ts'
import type { HandbookLabels } from './labels.ts'

type Clauses = Standard['clauses']

export function TitlePage({
  standard,
  organisation,
  site,
  zone,
  consent,
  t,
}: {
  standard: Standard
  organisation: string
  site: string
  zone: string
  consent: Publication | null
  t: HandbookLabels
}) {
  const at = (instant: string) => full(instant, zone).slice(0, 16)
  const given = consent?.answers.filter(s => s.given) ?? []
  const rules = standard.clauses.reduce((sum, c) => sum + c.rules.length, 0)
  return (
    <section className="ss-hb-title">
      <p className="ss-hb-organisation">{organisation}</p>
      <h1>{standard.title}</h1>
      <p className="ss-hb-site">{site}</p>
      <p className="ss-hb-edition">
        {t('edition', { number: standard.number })}
        {!standard.current && `${gap}${t('notCurrent')}`}
      </p>
      {standard.trial && <p className="ss-hb-trial">{t('trial')}</p>}
      <dl>
        <div>
          <dt>{t('publishedBy')}</dt>
          <dd>
            {standard.publishedBy?.name ?? t('nobody')}
            {gap}
            {t('since', { at: at(standard.publishedAt) })}
          </dd>
        </div>
        {consent?.submittedBy && (
          <div>
            <dt>{t('submittedBy')}</dt>
            <dd>
              {consent.submittedBy.name}
              {gap}
              {at(consent.submittedAt)}
            </dd>
          </div>
        )}
        {given.length > 0 && (
          <div>
            <dt>{t('consented')}</dt>
            <dd>
              {given.map(s => (
                <p key={s.person.id}>
                  {t('roleAt', { name: s.person.name, roles: listed(s.roles.map(roleWord)), at: `${gap}${at(s.at)}` })}
                </p>
              ))}
            </dd>
          </div>
        )}
        {standard.note && (
          <div>
            <dt>{t('note')}</dt>
            <dd>{standard.note}</dd>
          </div>
        )}
      </dl>
      <p className="ss-hb-count">{t('rulesIn', { clauses: standard.clauses.filter(c => c.rules.length > 0).length, rules })}</p>
    </section>
  )
}

const states = ['later', 'open', 'proposed', 'unchosen', 'retired', 'record-only'] as const

/** What the signs beside the rules mean; of the states only those that occur. */
export function HowToRead({ clauses, t }: { clauses: Clauses; t: HandbookLabels }) {
  const present = new Set(clauses.flatMap(c => c.rules.map(r => r.state as string)))
  const shown = states.filter(s => present.has(s))
  return (
    <section className="ss-hb-legend">
      <h2>{t('howToRead')}</h2>
      <p>{t('readText')}</p>
      <ul>
        {(['basisLaw', 'basisStandard', 'basisLocal', 'basisNone'] as const).map(word => (
          <li key={word}>{t(word)}</li>
        ))}
      </ul>
      {shown.length > 0 && (
        <>
          <p>{t('states')}</p>
          <ul>
            {shown.map(state => (
              <li key={state}>
                <b>{t(`state.${state}`)}</b>
                {labelled('', t(`mean.${state}`))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Numbers of pages stand where the browser can count ahead; the numbers of the clauses always do. */
export function Contents({
  own,
  inherited,
  calendars,
  t,
}: {
  own: Clauses
  inherited: boolean
  calendars: boolean
  t: HandbookLabels
}) {
  return (
    <nav className="ss-hb-contents" aria-label={t('contents')}>
      <h2>{t('contents')}</h2>
      <ol>
        {own
          .filter(c => c.title !== '' && c.level < 4)
          .map(c => (
            <li key={c.anchor} data-level={c.level}>
              <a href={`#hb-${c.anchor}`}>
                <span>
                  {c.number} {c.title}
                </span>
              </a>
            </li>
          ))}
        {calendars && (
          <li data-level={2}>
            <a href="#hb-calendars">
              <span>{t('calendars')}</span>
            </a>
          </li>
        )}
        {inherited && (
          <li data-level={2}>
            <a href="#hb-inherited">
              <span>{t('inherited')}</span>
            </a>
          </li>
        )}
      </ol>
    </nav>
  )
}
