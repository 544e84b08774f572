import type { Standard } from '@sansheng/contract/standards.ts'
import { bracketed, gap, semicolons } from '../../../app/punctuation.ts'
import { counted } from '../../../ui/counted.ts'
import type { RuleView } from '../../../ui/rule-figure.ts'
import { basisWord, kindWord } from '../../../ui/vocabulary-labels.ts'
import { Prose } from '../prose.tsx'
import type { HandbookLabels } from './labels.ts'
import { type Sheet, sheetsOf } from './rule-sheet.ts'

type Clauses = Standard['clauses']

/** Clauses as people read them; each rule as one sentence, what one sentence cannot hold as a table. */
export function ClausePages({ clauses, t }: { clauses: Clauses; t: HandbookLabels }) {
  return (
    <>
      {clauses.map(clause => {
        const Head = clause.level <= 2 ? 'h2' : clause.level === 3 ? 'h3' : 'h4'
        return (
          <section
            key={clause.anchor}
            id={`hb-${clause.anchor}`}
            className={clause.level === 2 ? 'ss-hb-chapter' : 'ss-hb-clause'}
          >
            <Head>
              {clause.number && <span className="ss-hb-number">{clause.number}</span>} {clause.title}
            </Head>
            <Prose markdown={clause.prose} />
            {counted(clause.rules).map(({ n, it }) => (
              <RuleLine key={n} rule={it} t={t} />
            ))}
          </section>
        )
      })}
    </>
  )
}

function RuleLine({ rule, t }: { rule: RuleView; t: HandbookLabels }) {
  const aside = [
    rule.id,
    rule.basis && t('basis', { basis: basisWord(rule.basis) }),
    rule.option && t('option', { name: rule.option.name, alternative: rule.option.alternative }),
    rule.state !== 'runs' && t(`state.${rule.state}`),
  ].filter(Boolean)
  return (
    <div className="ss-hb-rule">
      <p>
        <b>{kindWord(rule.kind)}</b>
        {gap}
        {rule.sentence}
        <small>{bracketed('', semicolons(aside.filter(part => typeof part === 'string' && part !== '') as string[]))}</small>
      </p>
      {rule.note && <p className="ss-hb-note">{rule.note}</p>}
      {counted(sheetsOf(rule)).map(({ n, it }) => (
        <SheetTable key={n} sheet={it} t={t} />
      ))}
    </div>
  )
}

function SheetTable({ sheet, t }: { sheet: Sheet; t: HandbookLabels }) {
  return (
    <table>
      {sheet.title !== '' && <caption>{sheet.title}</caption>}
      {sheet.head.length > 0 && (
        <thead>
          <tr>
            <th>{t('number')}</th>
            {sheet.head.map(h => (
              <th key={h}>{h}</th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {counted(sheet.rows).map(({ n, it }) => (
          <tr key={n}>
            {counted(it).map(({ n: m, it: value }) => (
              <td key={m}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
