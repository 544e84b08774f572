/** What the checker finds, in the reader's language, without asking the server: the same compiler, with what is known here of calendars and standards. */
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import type { Checked } from '@sansheng/contract/standards.ts'
import { type CompileNeeds, compile, optionsOf, publishBlockers, unrecordedRules } from '@sansheng/rulebook/engine'
import { differencesIn } from '@sansheng/rulebook/propose'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import type { Known } from './choice.ts'

export type Found = Pick<Checked, 'ok' | 'publishable' | 'problems' | 'unrecorded'> &
  Pick<Known, 'rules' | 'options'> & {
    /** Null where the document declares no names of its own. */
    vocabulary: Known['vocabulary'] | null
  }

export function checkHere(source: string, needs: CompileNeeds, language: Locale): Found {
  const compiled = compile(source, { ...needs, vocabulary: productVocabulary })
  const { errors, open } = publishBlockers(compiled)
  return {
    vocabulary: compiled.vocabulary === productVocabulary ? null : compiled.vocabulary,
    ok: errors.length === 0,
    publishable: errors.length === 0 && open.length === 0,
    problems: [...compiled.problems, ...differencesIn(compiled)]
      .sort((a, b) => a.line - b.line)
      .slice(0, 500)
      .map(problem => ({ ...problem, message: problem.message[language] })),
    unrecorded: unrecordedRules(compiled).map(({ id, line, why }) => ({
      ruleId: id,
      line,
      why: why[language],
    })),
    options: Object.entries(optionsOf(compiled.document.front, compiled.above).options).flatMap(([name, list]) =>
      Object.entries(list).map(([alternative, words]) => ({ name, alternative, words })),
    ),
    rules: compiled.rules.map(rule => ({ id: rule.id, sentence: rule.sentence[language] })),
  }
}
