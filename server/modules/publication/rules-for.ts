import { type ConsentRule, consentOfAnother, type Request } from '@sansheng/rulebook/kinds'
import { rolesWith } from '../people/index.ts'
import type { CompiledStandard } from '../standards/index.ts'
import { consentRules } from './rules.ts'
import type { Override } from './store.ts'

/** The consents that the standard in force asks for, and that of a second person to each refusal that is overridden. */
export function rulesFor(
  { rulebook }: Pick<CompiledStandard, 'rulebook'>,
  submission: Pick<Request, 'at' | 'facts'>,
  override: Pick<Override, 'violations'> | null,
): ConsentRule[] {
  const rules = consentRules(rulebook, submission)
  const roles = rolesWith('standards:publish')
  return [...rules, ...(override?.violations ?? []).map(violation => consentOfAnother('standard.published', violation, roles))]
}
