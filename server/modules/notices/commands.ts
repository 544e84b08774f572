import { type NoticeDetails, noticeFacts, siteFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { notices as contract } from '@sansheng/contract/notices.ts'
import type { Site } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { mustReach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, lockCase, openCase, record } from '../../platform/events/index.ts'
import { nextNumber } from '../../platform/serials.ts'
import { siteById } from '../people/index.ts'
import { type NoticeRow, noticesById } from './queries.ts'
import { mayNotice, unclearPlaces } from './rules.ts'
import { insertNotice, setNoticeState } from './store.ts'

/** R187: the department's word is in; from here the clock runs until the agents can read it. */
export async function receiveNotice(ctx: Ctx, siteId: number, draft: BodyOf<typeof contract.receive>): Promise<NoticeRow> {
  const { publish, kind, title, reason = null, source, planned, places, areas = [] } = draft
  const startsAt = Date.parse(draft.startsAt)
  const endsAt = draft.endsAt === undefined ? null : Date.parse(draft.endsAt)
  if (endsAt !== null && endsAt <= startsAt)
    throw new Fault(
      'invalid',
      {},
      { fields: [{ path: '/endsAt', message: `exclusiveMinimum|${JSON.stringify({ limit: draft.startsAt })}` }] },
    )
  const unclear = unclearPlaces(places)[0]
  if (unclear) throw new Fault('notice.place', unclear)
  const site = await siteById(ctx, siteId)
  const id = ctx.newId()
  const caseRow = await openCase(ctx, siteId, 'notice', id)
  caseRow.refs = { ...caseRow.refs, notice: id }
  const number = await nextNumber(ctx, siteId, site.zone, 'GG')
  await insertNotice(ctx, siteId, { id, number, kind, title, reason, source, planned, places, areas, startsAt, endsAt })
  const state = { kind, planned, endsAt }
  await record(ctx, caseRow, {
    type: 'notice.received',
    subject: { kind: 'notice', id },
    facts: { ...siteFacts({ kind: site.kind as Site['kind'], code: site.code }), notice: noticeFacts(state) },
    detail: { number, source },
    values: { title, reason },
  })
  if (publish) await putInForce(ctx, caseRow, id, state)
  return await notice(ctx, siteId, id)
}

export async function publishNotice(ctx: Ctx, siteId: number, id: string): Promise<NoticeRow> {
  const { caseRow, row } = await lockNotice(ctx, siteId, id, 'publish')
  await putInForce(ctx, caseRow, id, stateOf(row))
  return await notice(ctx, siteId, id)
}

export async function endNotice(ctx: Ctx, siteId: number, id: string): Promise<NoticeRow> {
  const { caseRow, row } = await lockNotice(ctx, siteId, id, 'end')
  const event = await record(ctx, caseRow, {
    type: 'notice.ended',
    subject: { kind: 'notice', id },
    facts: { notice: noticeFacts(stateOf(row)) },
  })
  await setNoticeState(ctx, siteId, id, 'ended', event.at)
  return await notice(ctx, siteId, id)
}

/** The event reaches every open screen that may read notices: all agents see it at once. */
async function putInForce(ctx: Ctx, caseRow: Case, id: string, state: NoticeDetails): Promise<void> {
  const about = { subject: { kind: 'notice', id }, refs: caseRow.refs, facts: { notice: noticeFacts(state) } } as const
  await ctx.kernel.gate(ctx, caseRow, { action: 'notice.published', ...about })
  const event = await record(ctx, caseRow, { type: 'notice.published', ...about })
  await setNoticeState(ctx, caseRow.siteId, id, 'published', event.at)
}

const stateOf = ({ kind, planned, ends_at }: NoticeRow): NoticeDetails => ({ kind, planned, endsAt: ends_at })

/** Takes the case of a notice, then its row; refuses a step that its state does not allow. */
async function lockNotice(
  ctx: Ctx,
  siteId: number,
  id: string,
  step: 'publish' | 'end',
): Promise<{ caseRow: Case; row: NoticeRow }> {
  const caseRow = await lockCase(ctx, siteId, id)
  caseRow.refs = { ...caseRow.refs, notice: id }
  const row = await notice(ctx, siteId, id)
  // whoever reaches a team only acts on what he reported himself: a notice is of no team
  mustReach(ctx.actor, 'notices:publish', siteId, { persons: [row.received_by], departmentId: null })
  if (!mayNotice(step, row.state)) throw new Fault('state.wrong', { state: row.state })
  return { caseRow, row }
}

async function notice(ctx: Ctx, siteId: number, id: string): Promise<NoticeRow> {
  const row = (await noticesById(ctx, siteId, [id])).get(id)
  if (!row) throw new Fault('not_found')
  return row
}
