/** Compiled rulebooks by version, and which version is in force at a site. Published versions never change, so they stay cached. */

import { Fault } from '@sansheng/contract/fault.ts'
import { asVersion, type Compiled } from '@sansheng/rulebook/engine'
import type { Rulebook } from '@sansheng/rulebook/kinds'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type Calendars, type CompileText, compiledTexts } from './compiled-texts.ts'

export type CompiledStandard = {
  id: string
  siteId: number
  number: number
  title: string
  trial: boolean
  publishedAt: number
  publishedBy: string | null
  note: string | null
  source: string
  zone: string
  compiled: Compiled
  rulebook: Rulebook
}
export type CompiledStandards = {
  /** The one place where texts are compiled, on their way into force and once they are. */
  compileText: CompileText
  byId(id: string): Promise<CompiledStandard>
  /** Id of the version in force; null when the site has published none. */
  inForce(siteId: number): Promise<string | null>
  /** Keeps a version that this process has just compiled; one whose transaction fails is never asked for. */
  hold(standard: CompiledStandard): void
  /** Another version was published, here or on another node. */
  forget(siteId: number): void
  forgetAll(): void
}

/** About 0.7 MB each. Those that were used last stay, so that one look at old versions does not put out the ones in force. */
const cacheSize = 200

export function compiledStandards(
  db: Kysely<DB>,
  compileText: CompileText = compiledTexts(),
  most = cacheSize,
): CompiledStandards {
  const compiled = new Map<string, Promise<CompiledStandard>>()
  const current = new Map<number, Promise<string | null>>()
  function keep(id: string, standard: Promise<CompiledStandard>): void {
    compiled.delete(id)
    if (compiled.size >= most) compiled.delete(compiled.keys().next().value!)
    compiled.set(id, standard)
  }
  return {
    compileText,
    byId(id) {
      const known = compiled.get(id)
      if (known) {
        keep(id, known)
        return known
      }
      const loading = load(db, compileText, id)
      loading.catch(() => compiled.delete(id))
      keep(id, loading)
      return loading
    },
    hold: standard => keep(standard.id, Promise.resolve(standard)),
    inForce(siteId) {
      const known = current.get(siteId)
      if (known) return known
      const loading = db
        .selectFrom('standard_versions')
        .select('id')
        .where('site_id', '=', siteId)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()
        .then(row => row?.id ?? null)
      loading.catch(() => current.delete(siteId))
      current.set(siteId, loading)
      return loading
    },
    forget: siteId => void current.delete(siteId),
    forgetAll: () => current.clear(),
  }
}

/** The standard of a site; refuses where none is published. */
export async function standardInForce(compiledStandards: CompiledStandards, siteId: number): Promise<CompiledStandard> {
  const id = await compiledStandards.inForce(siteId)
  if (!id) throw new Fault('standard.none')
  return await compiledStandards.byId(id)
}

async function load(db: Kysely<DB>, compileText: CompileText, id: string): Promise<CompiledStandard> {
  const { rows } = await sql<{
    site_id: number
    number: number
    title: string
    source: string
    inherited: Record<string, string>
    calendars: Calendars
    trial: boolean
    published_at: number
    published_by: string | null
    note: string | null
    zone: string
  }>`select v.*, s.zone from standard_versions v join sites s on s.id = v.site_id where v.id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) throw new Error(`There is no standard version ${id}.`)
  const done = compileText(row.source, row)
  if (!done.rulebook) throw new Error(`The published standard ${id} does not compile any more: ${done.problems[0]?.message.en}`)
  const rulebook = asVersion(done.rulebook, id, row.trial)
  return {
    id,
    siteId: row.site_id,
    number: row.number,
    title: row.title,
    trial: row.trial,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    note: row.note,
    source: row.source,
    zone: row.zone,
    compiled: { ...done, rulebook },
    rulebook,
  }
}
