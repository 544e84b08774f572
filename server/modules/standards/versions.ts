/** Versions of the standard of a site. */
import { readDocument } from '@sansheng/rulebook/document'
import { compile } from '@sansheng/rulebook/engine'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import { calendarsOf, refuseBlocked, standardCase } from './commands.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import { inheritable } from './shipped.ts'
import { insertVersion, latestVersion } from './store.ts'

export type Text = {
  source: string
  note?: string | undefined
  trial?: boolean | undefined
  by: string | null
  /** The submission that was consented to. */
  publication: string | null
}

/** Writes a text as the next version of the site: in force for cases that open from now on. Asks nobody but the gate. */
export async function putInForce(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number, text: Text): Promise<string> {
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const inherited = await inheritable()
  const calendars = await calendarsOf(ctx, siteId)
  const compiled = compile(text.source, { inherited, calendars })
  refuseBlocked(compiled)
  const number = ((await latestVersion(ctx, siteId))?.number ?? 0) + 1
  const id = ctx.newId()
  const { front } = compiled.document
  const trial = text.trial ?? front.trial
  await ctx.kernel.gate(ctx, caseRow, {
    action: 'standard.published',
    subject: { kind: 'standard', id },
    refs: { standard: id },
    facts: {},
  })
  await insertVersion(ctx, {
    id,
    siteId,
    number,
    title: front.title ?? front.standard ?? '',
    source: text.source,
    inherited: above(front.extends, inherited),
    calendars,
    trial,
    publishedAt: ctx.now(),
    publishedBy: text.by,
    note: text.note ?? null,
  })
  await record(ctx, caseRow, {
    type: 'standard.published',
    subject: { kind: 'standard', id },
    refs: { standard: id },
    detail: { number, trial, ...(text.publication ? { publication: text.publication } : {}) },
    values: { note: text.note },
  })
  await sql`select pg_notify('standard', ${String(siteId)})`.execute(ctx.db)
  ctx.committed.push(() => compiledStandards.forget(siteId))
  return id
}

/** The texts that a standard stands on, theirs included, as they are today: later releases of them change nothing that is published. */
function above(names: string[], texts: Record<string, string>, found: Record<string, string> = {}): Record<string, string> {
  for (const name of names) {
    const source = texts[name]
    if (source === undefined || found[name] !== undefined) continue
    found[name] = source
    above(readDocument(source).front.extends, texts, found)
  }
  return found
}
