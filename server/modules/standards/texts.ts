/** Texts that are checked, submitted or published. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Checked } from '@sansheng/contract/standards.ts'
import { type Compiled, publishBlockers } from '@sansheng/rulebook/engine'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import type { RunApart } from '../../platform/threads.ts'
import type { CheckSource } from './check-job.ts'
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

/** The same of a text that came with a request, in a thread of its own: what takes too long to read is refused, and nobody waits for it. */
export async function checkApart(
  ctx: Pick<Ctx, 'db' | 'now'>,
  readApart: RunApart<{ check: CheckSource }>,
  siteId: number,
  source: string,
  locale: Locale,
): Promise<Checked> {
  const needs = { inherited: await inheritable(), calendars: await calendarsOf(ctx, siteId) }
  return await readApart('check', { source, needs, locale, now: ctx.now() })
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
