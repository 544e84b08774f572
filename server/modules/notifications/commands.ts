import type { ClauseRef } from '@sansheng/contract/clocks.ts'
import { announce, type Ctx } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import type { TitleParams, Why } from './rules.ts'
import { insertNotifications, markRead } from './store.ts'

export type Told = {
  siteId: number
  persons: readonly string[]
  why: Why
  /** `what`: names the thing when neither clause nor ticket does. */
  params?: TitleParams
  clause?: ClauseRef | null
  caseId?: string | null
  ticketId?: string | null
  formId?: string | null
  clockId?: string | null
}

/** Rings the bell of these people, each once, and shows it on their open screens. */
export async function notify(ctx: Ctx, told: Told): Promise<void> {
  const persons = [...new Set(told.persons)]
  if (persons.length === 0) return
  const { siteId, why, params = {}, clause, caseId = null, ticketId = null, formId = null, clockId = null } = told
  const shown = clause ? { number: clause.number, title: clause.title, anchor: clause.anchor } : null
  const refs = { case_id: caseId, ticket_id: ticketId, form_id: formId, clock_id: clockId }
  await insertNotifications(
    ctx,
    siteId,
    persons.map(person_id => ({ id: ctx.newId(), person_id, why, params, clause: shown, ...refs })),
  )
  const pointing = Object.entries({ case: caseId, ticket: ticketId, form: formId, clock: clockId })
  announce(ctx, { siteId, type: 'notification', refs: Object.fromEntries(pointing.filter(isThere)), persons })
}

/** Marks what is unread of whoever acts: these, those of one ticket, or all. */
export async function read(
  ctx: Ctx,
  siteId: number,
  which: { ids?: readonly string[] | undefined; ticketId?: string | undefined } = {},
): Promise<void> {
  const personId = personIdOf(ctx.actor)
  if (personId === null) return
  const marked = await markRead(ctx, siteId, personId, which)
  if (marked > 0) announce(ctx, { siteId, type: 'notification', refs: {}, persons: [personId] })
}

const isThere = (entry: [string, string | null]): entry is [string, string] => entry[1] !== null
