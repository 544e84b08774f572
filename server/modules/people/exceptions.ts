/** What the auditor asks of accounts: where one person decided alone, and where roles meet in one hand. */
import type { AccountException, PersonRef } from '@sansheng/contract/people.ts'
import { sql } from 'kysely'
import type { Static } from 'typebox'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { personRefs } from './refs.ts'
import { type AssignableRole, togetherness } from './rules.ts'
import { resetToldFor } from './sign-in-rules.ts'

type Ref = Static<typeof PersonRef>
const shown = 200

export async function listAccountExceptions(ctx: Ctx, siteId: number): Promise<AccountException[]> {
  return [...(await meetingRoles(ctx, siteId)), ...(await decidedAlone(ctx, siteId))]
}

async function meetingRoles(ctx: Ctx, siteId: number): Promise<AccountException[]> {
  const { rows } = await sql<{ person: Ref; roles: AssignableRole[] }>`
    select jsonb_build_object('id', p.id, 'name', p.name, 'staffNumber', p.staff_number) as person,
      array(select distinct g.role from grants g where g.person_id = p.id order by g.role) as roles
    from persons p where p.active and p.id in (select g.person_id from grant_sites g where g.site_id = ${siteId})
    order by lower(p.staff_number)`.execute(ctx.db)
  return rows
    .filter(({ roles }) => togetherness(roles) !== 'fine')
    .map(({ person, roles }) => ({ what: 'together', person, roles, by: null, at: null }))
}

const whatAlone: Readonly<Record<string, AccountException['what']>> = { password: 'password', secondFactor: 'second-factor' }

async function decidedAlone(ctx: Ctx, siteId: number): Promise<AccountException[]> {
  const { rows } = await sql<{ person: string; by: string | null; at: number; detail: { changed: string; roles?: string } }>`
    select subject_id as person, case when actor_kind = 'staff' then actor_id end as by, at, detail from events
    where site_id = ${siteId} and type = 'person.changed' and (detail->>'alone' = 'true' or (detail->>'reset' = 'true' and not detail ? 'request'))
    order by at desc, seq desc limit ${shown}`.execute(ctx.db)
  const refs = await personRefs(
    ctx,
    rows.flatMap(r => [r.person, r.by]),
  )
  return rows.flatMap(({ person, by, at, detail }) => {
    const its = refs.get(person)
    const roles = (detail.roles ?? '').split(' ').filter(Boolean)
    return its
      ? [
          {
            what: whatAlone[detail.changed] ?? ('grants' as const),
            person: its,
            roles: [...new Set(roles.map(r => r.split(':')[0]! as AssignableRole))],
            by: by ? (refs.get(by) ?? null) : null,
            at: iso(at),
          },
        ]
      : []
  })
}

/** Newest first, as the person is told at his next sign-in: whoever resets a password could sign in with it himself. */
export async function passwordResets(ctx: Pick<Ctx, 'db' | 'now'>, personId: string): Promise<{ at: string; by: Ref | null }[]> {
  const { rows } = await sql<{ at: number; by: string | null }>`
    select at, case when actor_kind = 'staff' then actor_id end as by from events
    where site_id = (select home_site_id from persons where id = ${personId}) and case_id = ${personId} and type = 'person.changed'
      and detail->>'reset' = 'true' and detail->>'changed' = 'password' and at > ${iso(ctx.now() - resetToldFor)} order by seq desc limit 10`.execute(
    ctx.db,
  )
  const refs = await personRefs(
    ctx,
    rows.map(row => row.by),
  )
  return rows.map(({ at, by }) => ({ at: iso(at), by: by === null ? null : (refs.get(by) ?? null) }))
}
