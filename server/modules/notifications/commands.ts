import type { ClauseRef } from '@sansheng/contract/clocks.ts'
import { announce, type Ctx } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import type { Subject } from '../../platform/subjects.ts'
import type { TitleParams, Why } from './rules.ts'
import { insertNotifications, markRead, renewUnread } from './store.ts'

export type NewNotification = {
  siteId: number
  persons: readonly string[]
  why: Why
  /** `what`: names the thing when neither clause nor ticket does. */
  params?: TitleParams
  clause?: ClauseRef | null
  caseId?: string | null
  /** What it is about, and the thing that people open for it. */
  subject?: Subject | null
  root?: Subject | null
  clockId?: string | null
}

/** These people without whoever acts, who knows already. */
export const allButActor = (ctx: Pick<Ctx, 'actor'>, persons: readonly (string | null)[]): string[] =>
  persons.filter((id): id is string => id !== null && id !== personIdOf(ctx.actor))

/** Rings the bell of these people, each once, and shows it on their open screens. */
export async function notify(ctx: Ctx, notification: NewNotification): Promise<void> {
  const persons = [...new Set(notification.persons)]
  if (persons.length === 0) return
  const { siteId, why, params = {}, clause, caseId = null, subject = null, root = null, clockId = null } = notification
  const shown = clause ? { number: clause.number, title: clause.title, anchor: clause.anchor } : null
  const about = {
    case_id: caseId,
    subject_kind: subject?.kind ?? null,
    subject_id: subject?.id ?? null,
    root_kind: root?.kind ?? null,
    root_id: root?.id ?? null,
    clock_id: clockId,
  }
  await insertNotifications(
    ctx,
    siteId,
    persons.map(person_id => ({ id: ctx.newId(), person_id, why, params, clause: shown, ...about })),
  )
  const pointing = {
    case: caseId,
    clock: clockId,
    ...(subject ? { [subject.kind]: subject.id } : {}),
    ...(root ? { [root.kind]: root.id } : {}),
  }
  announce(ctx, { siteId, type: 'notification', refs: Object.fromEntries(Object.entries(pointing).filter(isThere)), persons })
}

/**
 * The same word again about one root: who has not read the last entry gets that one renewed and counted, so that two hundred callers of one
 * outage are one line of the bell. Whoever holds the case of the root is alone with these entries.
 */
export async function notifyAgain(ctx: Ctx, notification: NewNotification & { root: Subject; subject: Subject }): Promise<void> {
  const { siteId, why, root, subject } = notification
  const persons = [...new Set(notification.persons)]
  const renewed = await renewUnread(ctx, siteId, persons, { why, root, subject })
  if (renewed.length > 0)
    announce(ctx, { siteId, type: 'notification', refs: { [root.kind]: root.id, [subject.kind]: subject.id }, persons: renewed })
  await notify(ctx, {
    ...notification,
    persons: persons.filter(id => !renewed.includes(id)),
    params: { ...notification.params, count: 1 },
  })
}

/** Marks what is unread of whoever acts: these, those of one root, or all. */
export async function read(
  ctx: Ctx,
  siteId: number,
  which: { ids?: readonly string[] | undefined; rootId?: string | undefined } = {},
): Promise<void> {
  const personId = personIdOf(ctx.actor)
  if (personId === null) return
  const marked = await markRead(ctx, siteId, personId, which)
  if (marked > 0) announce(ctx, { siteId, type: 'notification', refs: {}, persons: [personId] })
}

const isThere = (entry: [string, string | null]): entry is [string, string] => entry[1] !== null
