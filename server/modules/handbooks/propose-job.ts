/** The rules that a handbook proposes, as the screens get them. Pure, from data to data, so that it runs in a thread of its own. */
import type { Proposed } from '@sansheng/contract/handbooks.ts'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { longestSource } from '@sansheng/contract/standards.ts'
import { compile } from '@sansheng/rulebook/engine'
import { propose } from '@sansheng/rulebook/propose'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { readHandbook } from '../../platform/handbook.ts'

export type ProposeFrom = (file: { name: string; contentBase64: string; locale: Locale }) => Proposed | { problem: string }

export const proposeFrom: ProposeFrom = ({ name, contentBase64, locale }) => {
  const handbook = readHandbook(name, Buffer.from(contentBase64, 'base64'))
  if ('problem' in handbook) return { problem: handbook.problem }
  if (handbook.text.length > longestSource) return { problem: 'long' }
  const made = propose(handbook.text)
  if (made.source.length > longestSource) return { problem: 'long' }
  const rules = new Map(compile(made.source, { vocabulary: productVocabulary }).rules.map(rule => [rule.id, rule]))
  return {
    title: made.title,
    source: made.source,
    clauses: made.clauses,
    warnings: made.warnings.map(warning => warning[locale]),
    proposals: made.proposals.map(proposal => {
      const rule = rules.get(proposal.id)
      return {
        id: proposal.id,
        kind: proposal.kind,
        clauseNumber: rule?.clause.number ?? '',
        clauseTitle: rule?.clause.title ?? '',
        sentence: proposal.sentence,
        amount: proposal.amount,
        open: proposal.open,
        sure: proposal.sure,
        why: proposal.why[locale],
        unmeasured: rule?.unmeasured?.[locale] ?? null,
        summary: rule?.sentence[locale] ?? '',
        block: proposal.block.split('\n').slice(1, -1).join('\n'),
      }
    }),
  }
}
