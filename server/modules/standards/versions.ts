/** Versions of the standard of a site. */
import type { GateDenied, GateViolation } from '@sansheng/contract/clocks.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { readDocument } from '@sansheng/rulebook/document'
import { asVersion } from '@sansheng/rulebook/engine'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import type { GateQuestion, Override } from '../../platform/kernel.ts'
import { siteById } from '../people/index.ts'
import { standardCase } from './commands.ts'
import type { CompiledStandard, CompiledStandards } from './compiled-standards.ts'
import { insertVersion, latestVersion } from './store.ts'
import { type CheckedText, refuseBlocked } from './texts.ts'

export type VersionOf = {
  text: CheckedText
  note?: string | undefined
  trial?: boolean | undefined
  by: string | null
  publication: string | null
  /** Rules that say something else than the words of their clauses, each with the reason why it is published so. */
  differences?: readonly { ruleId: string; reason: string }[]
  /** Puts it in force although the gate would refuse it. */
  override?: Extract<Override, { authority: string }> | undefined
}

/** Writes a text as the next version of the site: in force for cases that open from now on. Asks nobody but the gate. */
export async function putInForce(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  { text, note, trial: wantsTrial, by, publication, override, differences = [] }: VersionOf,
): Promise<CompiledStandard> {
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  refuseBlocked(text.compiled)
  const number = ((await latestVersion(ctx, siteId))?.number ?? 0) + 1
  const id = ctx.newId()
  const { front } = text.compiled.document
  const trial = wantsTrial ?? front.trial
  const title = front.title ?? front.standard ?? ''
  // nothing is in force before the first one that could have a say
  if (number > 1) await ctx.kernel.gate(ctx, caseRow, gateOf(id, override))
  await insertVersion(ctx, caseRow.id, {
    id,
    siteId,
    number,
    title,
    source: text.source,
    inherited: above(front.extends, text.needs.inherited),
    calendars: text.needs.calendars,
    trial,
    publishedAt: ctx.now(),
    publishedBy: by,
    note: note ?? null,
  })
  const rulebook = asVersion(text.compiled.rulebook!, id, trial)
  const standard: CompiledStandard = {
    id,
    siteId,
    number,
    title,
    trial,
    publishedAt: ctx.now(),
    publishedBy: by,
    note: note ?? null,
    source: text.source,
    zone: (await siteById(ctx, siteId)).zone,
    compiled: { ...text.compiled, rulebook },
    rulebook,
  }
  // what begins with its own publication begins under this version
  compiledStandards.hold(standard)
  caseRow.rulebook = id
  await record(ctx, caseRow, {
    type: 'standard.published',
    subject: { kind: 'standard', id },
    refs: { standard: id },
    detail: {
      number,
      trial,
      ...(publication ? { publication } : {}),
      ...(override ? { authority: override.authority } : {}),
      ...(differences.length > 0 ? { differs: differences.map(({ ruleId }) => ruleId).join(' ') } : {}),
    },
    values: {
      note,
      reason: override?.reason,
      differences: differences.map(({ ruleId, reason }) => `${ruleId}：${reason}`).join('\n') || undefined,
    },
  })
  await sql`select pg_notify('standard', ${String(siteId)})`.execute(ctx.db)
  ctx.committed.push(() => compiledStandards.forget(siteId))
  return standard
}

const gateOf = (id: string, override?: GateQuestion['override']): GateQuestion => ({
  action: 'standard.published',
  subject: { kind: 'standard', id },
  refs: { standard: id },
  facts: {},
  override,
})

/** By what the standard in force would refuse another version now. Leaves no trace. */
export async function refusals(ctx: Ctx, siteId: number): Promise<GateViolation[]> {
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const [findings, traces] = [caseRow.findings.length, ctx.refusals.length]
  try {
    await ctx.kernel.gate(ctx, caseRow, gateOf(ctx.newId()))
    return []
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'gate.denied') throw error
    const denied = ctx.refusals.at(-1)!.findings!.filter(finding => finding.verdict === 'denied')
    return (error.detail as GateDenied).violations.filter(({ ruleId }) => denied.some(finding => finding.ruleId === ruleId))
  } finally {
    caseRow.findings.length = findings
    ctx.refusals.length = traces
  }
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
