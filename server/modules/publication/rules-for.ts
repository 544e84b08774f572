import type { ConsentRule, Request } from '@sansheng/rulebook/kinds'
import { rolesWith } from '../people/index.ts'
import type { CompiledStandard } from '../standards/index.ts'
import { overrideRule } from './override.ts'
import { consentRules } from './rules.ts'
import type { Override } from './store.ts'

/** The consents that the standard in force asks for, and that of a second person where it is overridden. */
export function rulesFor(
  { rulebook }: Pick<CompiledStandard, 'rulebook'>,
  submission: Pick<Request, 'at' | 'facts'>,
  override: Pick<Override, 'clause'> | null,
): ConsentRule[] {
  const rules = consentRules(rulebook, submission)
  return override ? [...rules, overrideRule(override.clause, rolesWith('standards:publish'))] : rules
}
