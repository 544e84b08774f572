/** Grants and new passwords that a second person consents to: what is asked for, and what its answer brings about. */
import { Fault } from '@sansheng/contract/fault.ts'
import { consentOfAnother } from '@sansheng/rulebook/kinds'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { lockOrOpenCase } from '../../platform/events/index.ts'
import { mustBeConfirmed, mustBeStaff, personIdOf } from '../../platform/principal.ts'
import { dropAfter, recordOn } from './account-events.ts'
import { heldBy, mustBeApart } from './grants.ts'
import { managedBy } from './queries.ts'
import { addedTo, awayAfter, consentLasts, covers, deciding, siteScopes } from './rules.ts'
import type { Sessions } from './sessions.ts'
import { type NewGrant, replaceGrants } from './store.ts'

type Draft = { id: string; subject: { kind: 'person'; id: string }; title: string; detail: Record<string, string> }
/** How somebody is asked; approvals stand above, so `app.ts` connects them. */
export type AskConsent = (ctx: Ctx, siteId: number, caseId: string, draft: Draft) => Promise<void>
type Approval = { id: string; case_id: string; title: string; requested_by: string | null }
type Tell = (
  ctx: Ctx,
  word: { siteId: number; persons: readonly string[]; why: 'approved' | 'refused'; caseId: string; params: { what: string } },
) => Promise<void>
/** What an administrator makes anew for somebody who cannot sign in. */
export type Reset = 'password' | 'second-factor'
type Target = { id: string; home_site_id: number; name: string; staff_number: string }
type Request = {
  id: string
  person_id: string
  what: 'grants' | Reset
  grants: NewGrant[]
  requested_by: string
  state: string
}

/**
 * Whether somebody else could consent: active, has signed in himself and not long ago, heads the site or manages its people. Where nobody could,
 * one person decides alone, and that is recorded. On the machine itself nobody else is asked.
 */
export async function hasSecondPerson(ctx: Ctx, siteId: number, targetId: string): Promise<boolean> {
  if (ctx.actor.kind === 'system') return false
  const { rows } = await sql`
    select 1 from persons p join grant_sites g on g.person_id = p.id
    where g.site_id = ${siteId} and g.role = any(${[...deciding]}::text[]) and g.scope = any(${[...siteScopes]}::text[]) and p.active and not p.must_change
      and p.id <> ${targetId} and p.id is distinct from ${personIdOf(ctx.actor)}::uuid
      and exists (select from sessions s where s.person_id = p.id and not s.awaits_code and s.opened_at > ${iso(ctx.now() - awayAfter)})
    limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** Asks a second person. One request for a person waits at a time. */
export async function requestConsent(
  ctx: Ctx,
  ask: AskConsent,
  person: Target,
  wish: { what: Reset } | { what: 'grants'; grants: readonly NewGrant[] },
): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('account_requests as r')
    .innerJoin('persons as p', 'p.id', 'r.requested_by')
    .select('p.name')
    .where('r.person_id', '=', person.id)
    .where('r.state', '=', 'waiting')
    .executeTakeFirst()
  if (waiting) throw new Fault('approval.waiting', { by: waiting.name })
  const id = ctx.newId()
  const grants = wish.what === 'grants' ? wish.grants : []
  await ctx.db
    .insertInto('account_requests')
    .values({
      id,
      site_id: person.home_site_id,
      person_id: person.id,
      what: wish.what,
      grants: JSON.stringify(grants),
      requested_by: mustBeStaff(ctx.actor).personId,
      requested_at: iso(ctx.now()),
      state: 'waiting',
      decided_at: null,
    })
    .execute()
  await ask(ctx, person.home_site_id, person.id, {
    id,
    subject: { kind: 'person', id: person.id },
    title: `${person.name} ${person.staff_number}`,
    detail: { what: wish.what, ...(grants.length > 0 ? { roles: grants.map(g => `${g.role}:${g.scope}`).join(' ') } : {}) },
  })
}

/** Uses the consent that whoever acts was given lately to a reset of this person. */
export async function takeConsent(ctx: Ctx, personId: string, what: Reset): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    update account_requests set state = 'used' where person_id = ${personId} and what = ${what} and state = 'granted'
      and requested_by = ${personIdOf(ctx.actor)}::uuid and decided_at > ${iso(ctx.now() - consentLasts)} returning id`.execute(
    ctx.db,
  )
  return rows[0]?.id ?? null
}

/** What approvals ask of accounts. */
export function accountConsent(sessions: () => Sessions, tell: Tell) {
  return {
    plan: async () => ({ rules: [secondPersonRule], facts: {} }),
    about: async (_ctx: Ctx, _siteId: number, { subject_id: id }: { subject_id: string }) => {
      const person = { kind: 'person' as const, id }
      return { refs: {}, subject: person, root: person }
    },
    mayWithdraw: () => false,
    async decided(ctx: Ctx, siteId: number, approval: Approval, outcome: 'granted' | 'refused' | 'withdrawn'): Promise<void> {
      const request = await requestById(ctx, approval.id)
      if (outcome === 'granted' && request.person_id === personIdOf(ctx.actor)) throw new Fault('grant.self')
      if (outcome === 'granted') mustBeConfirmed(ctx.actor, ctx.now())
      const carriesOut = outcome === 'granted' && request.what === 'grants'
      if (carriesOut) await addGrants(ctx, sessions(), request)
      await ctx.db
        .updateTable('account_requests')
        .set({ state: carriesOut ? 'used' : outcome, decided_at: iso(ctx.now()) })
        .where('id', '=', approval.id)
        .execute()
      if (outcome === 'withdrawn') return
      const why = outcome === 'granted' ? ('approved' as const) : ('refused' as const)
      await tell(ctx, {
        siteId,
        persons: [request.requested_by],
        why,
        caseId: approval.case_id,
        params: { what: approval.title },
      })
    },
  }
}

async function requestById(ctx: Ctx, id: string): Promise<Request> {
  const row = await ctx.db.selectFrom('account_requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return row as unknown as Request
}

/** The right of whoever asked must still reach so far, and what the person got in the meantime stays. */
async function addGrants(
  ctx: Ctx,
  sessions: Sessions,
  { person_id: id, grants, requested_by: by, id: request }: Request,
): Promise<void> {
  const managed = await managedBy(ctx, by)
  if (!grants.every(g => covers(managed, g))) throw new Fault('approval.right')
  const person = await ctx.db
    .selectFrom('persons')
    .select(['id', 'home_site_id'])
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirstOrThrow(() => new Fault('person.unknown'))
  await lockOrOpenCase(ctx, person.home_site_id, 'account', id)
  const held = await heldBy(ctx, id)
  const after = [...held, ...addedTo(held, grants)]
  await mustBeApart(ctx, { siteId: person.home_site_id, personId: id }, held, after)
  await replaceGrants(ctx, id, after)
  const roles = after.map(g => `${g.role}:${g.scope}`)
  await recordOn(ctx, person, 'person.changed', {
    changed: 'grants',
    roles: [...new Set(roles)].sort().join(' '),
    askedBy: by,
    request,
  })
  await dropAfter(ctx, sessions, id)
}

/** One consent by somebody who heads the site or manages its people; whoever asks is the other person. */
const secondPersonRule = consentOfAnother(
  'person.changed',
  { ruleId: 'second-person', clause: { number: '', title: '账号要两个人', anchor: '' } },
  deciding,
)
