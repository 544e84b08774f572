/** A handbook becomes a draft: nothing is kept, the caller saves what he accepts as the draft of his site. */

import { Fault } from '@sansheng/contract/fault.ts'
import { handbooks } from '@sansheng/contract/handbooks.ts'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { longestSource } from '@sansheng/contract/standards.ts'
import { compile } from '@sansheng/rulebook/engine'
import { propose } from '@sansheng/rulebook/propose'
import { localeOf } from '../../platform/fault-reply.ts'
import { readHandbook } from '../../platform/handbook.ts'
import { type Served, serve } from '../../platform/http.ts'
import { templates } from './templates.ts'

export function handbooksRoutes(server: Served): void {
  serve(server, 'handbooks', handbooks, {
    listTemplates: async (ctx, { request }) => ({ items: await templates(localeOf(request), ctx.now()) }),
    propose: async (_ctx, { body, request }) => {
      const handbook = readHandbook(body.name, Buffer.from(body.contentBase64, 'base64'))
      if ('problem' in handbook) throw new Fault('handbook.unreadable', { problem: handbook.problem })
      if (handbook.text.length > longestSource) throw new Fault('handbook.unreadable', { problem: 'long' })
      const made = propose(handbook.text)
      if (made.source.length > longestSource) throw new Fault('handbook.unreadable', { problem: 'long' })
      const locale = localeOf(request)
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
            summary: rule?.sentence[locale] ?? '',
            block: proposal.block.split('\n').slice(1, -1).join('\n'),
          }
        }),
      }
    },
  })
}
