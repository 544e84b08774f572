/** The one way in which a text comes into force, and what follows: its draft ends, what waited beside it is overtaken. */
import type { Ctx } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { type CompiledStandards, putInForce } from '../standards/index.ts'
import { deleteDraft, overtakeWaiting } from './store.ts'

export type Text = {
  source: string
  note?: string | undefined
  trial?: boolean | undefined
  /** The submission that was consented to, and who submitted it when somebody else gave the last consent. */
  publication?: string
  by?: string | null
}

export async function publish(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number, text: Text): Promise<string> {
  const publication = text.publication ?? null
  const by = text.by === undefined ? personIdOf(ctx.actor) : text.by
  const versionId = await putInForce(ctx, compiledStandards, siteId, { ...text, by, publication })
  // a text that waited for consent took its draft with it: what stands there now was written meanwhile
  if (text.by === undefined) await deleteDraft(ctx, siteId)
  await overtakeWaiting(ctx, siteId, publication)
  return versionId
}
