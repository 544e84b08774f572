/** Texts that are checked, submitted or published. */
import { Fault } from '@sansheng/contract/fault.ts'
import { type Compiled, publishBlockers } from '@sansheng/rulebook/engine'
import type { Ctx } from '../../platform/ctx.ts'
import { calendarsOf } from './commands.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import type { TextNeeds } from './compiled-texts.ts'
import { inheritable } from './shipped.ts'

/** A text with what it was compiled from and what came of it. */
export type CheckedText = { source: string; needs: TextNeeds; compiled: Compiled }

/** Compiles a text under the calendars of the site as they are now. */
export async function checkText(
  ctx: Pick<Ctx, 'db'>,
  { compileText }: Pick<CompiledStandards, 'compileText'>,
  siteId: number,
  source: string,
): Promise<CheckedText> {
  const needs = { inherited: await inheritable(), calendars: await calendarsOf(ctx, siteId) }
  return { source, needs, compiled: compileText(source, needs) }
}

/** Refuses a text with errors, or with figures that are still to be filled in. */
export function refuseBlocked(compiled: Compiled): void {
  const { errors, open } = publishBlockers(compiled)
  if (errors.length > 0) throw invalid(errors)
  if (open.length > 0)
    throw new Fault(
      'standard.open',
      { clause: open[0]!.clause.number, title: open[0]!.clause.title },
      { detail: { rules: open.map(r => r.id) } },
    )
}

/** The refusal of a text with errors, with the first line to put right. */
export function invalid(errors: Compiled['problems']): Fault {
  return new Fault(
    'standard.invalid',
    { count: errors.length, line: errors[0]!.line },
    { detail: { problems: errors.slice(0, 100) } },
  )
}
