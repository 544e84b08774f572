import { type RawBuilder, sql } from 'kysely'

/** What is verified: everything, one site, or one case. */
export type Scope = { siteId?: number | undefined; caseId?: string | undefined }

/** The condition of a statement, given the columns that name site and case. */
export function within({ siteId, caseId }: Scope, site: string, id: string): RawBuilder<unknown> {
  const ofSite = siteId === undefined ? sql`` : sql`and ${sql.ref(site)} = ${siteId}`
  return sql`${ofSite} ${caseId === undefined ? sql`` : sql`and ${sql.ref(id)} = ${caseId}`}`
}
