/** From the token of a session to the member of staff and what he may do where. */
import type { Language } from '@sansheng/contract/my-language.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Scope, SessionClient, Staff } from '../../platform/principal.ts'
import type { DB } from '../../schema.gen.ts'
import { permissionsWithin, siteScopes, teamRoles } from './rules.ts'
import { usualStepUp } from './sign-in-rules.ts'
import type { SignInMethod } from './store.ts'

export type SignedIn = {
  staff: Staff
  /** A first password opened it, which has to be changed. */
  mustChange: boolean
  method: SignInMethod
  /** The code of the second factor is missing. */
  awaitsCode: boolean
  /** Of the screens; null where it was never chosen. */
  language: Language | null
  factor: { since: number | null; required: boolean; recoveryCodes: number }
  openedAt: number
  lastSeenAt: number
}

type Row = {
  session_id: string
  client: SessionClient
  person_id: string
  name: string
  staff_number: string
  probation: boolean
  must_change: boolean
  language: Language | null
  method: SignInMethod
  awaits_code: boolean
  confirmed_at: number
  enrolled_at: number | null
  recovery_codes: number
  factor_required: boolean | null
  step_up_minutes: number | null
  opened_at: number
  last_seen_at: number
  grants: { role: Role; scope: Scope; sites: number[] | null }[]
  departments: string[]
}

/** Null when the token opens nothing: never given, ended, or its person inactive. */
export const staffByToken = (db: Kysely<DB>, tokenHash: string): Promise<SignedIn | null> =>
  staffWhere(db, sql`s.token_hash = ${tokenHash}`)

/** The same for the id of a session. */
export const staffBySession = (db: Kysely<DB>, sessionId: string): Promise<SignedIn | null> =>
  staffWhere(db, sql`s.id = ${sessionId}`)

/** One statement. */
async function staffWhere(db: Kysely<DB>, session: RawBuilder<unknown>): Promise<SignedIn | null> {
  const { rows } = await sql<Row>`
    select s.id as session_id, s.client, p.id as person_id, p.name, p.staff_number, p.probation, p.must_change, p.language, s.opened_at, s.last_seen_at,
      s.method, s.awaits_code, s.confirmed_at, f.enrolled_at, asked.factor_required, asked.step_up_minutes,
      (select count(*) from recovery_codes c where c.person_id = p.id) as recovery_codes,
      coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope, 'sites',
        (select jsonb_agg(v.site_id order by v.site_id) from grant_sites v where v.grant_id = g.id and g.scope <> 'all')) order by g.id)
        from grants g where g.person_id = p.id), '[]') as grants,
      array(select m.department_id from department_members m where m.person_id = p.id
        union select d.id from departments d where d.head_id = p.id) as departments
    from sessions s join persons p on p.id = s.person_id
      left join second_factors f on f.person_id = p.id,
      lateral (select bool_or(v.role = any(t.second_factor_roles)) as factor_required, min(t.step_up_minutes) as step_up_minutes
        from grant_sites v join sites t on t.id = v.site_id where v.person_id = p.id) asked
    where ${session} and s.revoked_at is null and p.active`.execute(db)
  const row = rows[0]
  if (!row) return null
  const staff: Staff = {
    kind: 'staff',
    personId: row.person_id,
    name: row.name,
    staffNumber: row.staff_number,
    probation: row.probation,
    sessionId: row.session_id,
    client: row.client,
    departmentIds: row.departments,
    confirmedAt: row.confirmed_at,
    stepUpMinutes: row.step_up_minutes ?? usualStepUp,
    grants: row.grants.map(g => ({
      role: g.role,
      scope: g.scope,
      sites: g.scope === 'all' ? 'all' : (g.sites ?? []),
      permissions: permissionsWithin(g.role, g.scope),
      forSite: siteScopes.includes(g.scope) || teamRoles.includes(g.role),
    })),
  }
  return {
    staff,
    mustChange: row.must_change && row.method === 'password',
    method: row.method,
    awaitsCode: row.awaits_code,
    language: row.language,
    factor: {
      since: row.enrolled_at,
      required: (row.factor_required ?? false) && row.method !== 'provider-second-factor',
      recoveryCodes: row.recovery_codes,
    },
    openedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
  }
}
