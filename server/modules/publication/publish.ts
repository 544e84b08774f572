/** The one way in which a text comes into force, and what follows: its draft ends, what waited beside it is overtaken. */
import type { AcceptedDifference } from '@sansheng/contract/publication.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { endApprovals } from '../approvals/index.ts'
import {
  type CheckedText,
  type CompiledStandard,
  type CompiledStandards,
  checkText,
  putInForce,
  standardInForce,
  type VersionOf,
} from '../standards/index.ts'
import { keepDifferences } from './differences.ts'
import { deleteDraft, overtakeWaiting } from './store.ts'

export type Version = {
  text: CheckedText
  note?: string | undefined
  trial?: boolean | undefined
  /** Where its words and rules differ, each with the reason. */
  differences?: readonly AcceptedDifference[]
  /** The submission that was consented to, and who submitted it when somebody else gave the last consent. */
  publication?: string
  by?: string | null
  /** Passes the gate of the standard in force. */
  override?: VersionOf['override']
}

export async function publish(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  version: Version,
): Promise<CompiledStandard> {
  const publication = version.publication ?? null
  const by = version.by === undefined ? personIdOf(ctx.actor) : version.by
  const published = await putInForce(ctx, compiledStandards, siteId, { ...version, by, publication })
  await keepDifferences(ctx, siteId, published.id, version.differences ?? [])
  // a text that waited for consent took its draft with it: what stands there now was written meanwhile
  if (version.by === undefined) await deleteDraft(ctx, siteId)
  await endApprovals(ctx, siteId, await overtakeWaiting(ctx, siteId, publication))
  return published
}

/** Publishes a text without asking anybody: for the first start, demonstrations and tests. */
export async function publishText(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  { source, trial }: { source: string; trial?: boolean | undefined },
): Promise<string> {
  const text = await checkText(ctx, compiledStandards, siteId, source)
  return (await publish(ctx, compiledStandards, siteId, { text, trial })).id
}

/**
 * Publishes past gate and consents, for whoever has the machine itself in his hands. Without a text the one in force is published again on
 * trial, which lifts what it stops.
 */
export async function publishPastGate(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  { source, trial, reason }: { source?: string | undefined; trial?: boolean | undefined; reason: string },
): Promise<CompiledStandard> {
  const lifted = source === undefined
  const text = await checkText(
    ctx,
    compiledStandards,
    siteId,
    source ?? (await standardInForce(compiledStandards, siteId)).source,
  )
  return await publish(ctx, compiledStandards, siteId, {
    text,
    trial: lifted ? true : trial,
    override: { reason, authority: 'machine' },
  })
}
