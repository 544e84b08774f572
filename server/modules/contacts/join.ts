/** An open contact turns out to belong to another matter. */
import type { contacts as contract } from '@sansheng/contract/contacts.ts'
import { contactFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, lockCase, record } from '../../platform/events/index.ts'
import { Again } from '../../platform/idempotency.ts'
import { allButActor, notifyAgain } from '../notifications/index.ts'
import type { ContactPorts } from './caller.ts'
import { lockContact } from './commands.ts'
import { contactById, lockMatter, namedCase } from './queries.ts'
import { type ContactRow, contactState, mayEnd } from './rules.ts'
import { updateContact } from './store.ts'

type JoinBody = BodyOf<typeof contract.join>

/**
 * Records `contact.joined` in both cases. The contact ends and what runs for it is void; its later events stay in its own case and point at
 * the matter. A matter that was joined to another itself stands for that one, and nothing is joined to what it leads to. All these cases are
 * taken in the order of their ids, so that two who join each other's contacts do not wait for each other.
 */
export async function joinContact(ctx: Ctx, siteId: number, id: string, body: JoinBody, ports: ContactPorts): Promise<void> {
  const before = await contactById(ctx, siteId, id)
  const named = await mustBeNamed(ctx, siteId, body)
  if (!before) throw new Fault('not_found')
  const { cases, matter } = await lockMatter(ctx, siteId, named, [before.case_id])
  // read again: the named contact may have joined another matter while we waited
  if ((await mustBeNamed(ctx, siteId, body)) !== named) throw Again()
  const { caseRow, row } = await lockContact(ctx, siteId, id)
  // a second click finds it done
  if (row.outcome === 'joined' && row.joined_case_id === matter) return
  if (!mayEnd(row)) throw new Fault('state.wrong', { outcome: row.outcome })
  if (cases.includes(caseRow.id)) throw new Fault('state.wrong', { verb: 'join' })
  const other = await lockCase(ctx, siteId, matter)
  if (other.kind !== 'matter') throw new Fault('not_found')
  const at = await recordJoined(ctx, { own: caseRow, other }, row, body.reason)
  await updateContact(ctx, siteId, id, { joined_case_id: matter }, { outcome: 'joined', at })
  await tellWorkers(ctx, other, id, ports)
}

/** Whoever works in the case hears that somebody called again; what was said is read from the contact when he looks. */
export async function tellWorkers(ctx: Ctx, { id: caseId, siteId }: Case, contactId: string, ports: ContactPorts): Promise<void> {
  const subject = { kind: 'contact', id: contactId } as const
  for (const { root, persons } of await ports.workInCase(ctx, siteId, caseId))
    await notifyAgain(ctx, { siteId, why: 'again', persons: allButActor(ctx, persons), caseId, subject, root })
}

async function mustBeNamed(ctx: Ctx, siteId: number, { caseId, contactId }: JoinBody): Promise<string> {
  if ((caseId === undefined) === (contactId === undefined)) {
    const message = `either|${JSON.stringify({ names: ['caseId', 'contactId'] })}`
    throw new Fault('invalid', {}, { fields: [{ path: '/caseId', message }] })
  }
  const named = await namedCase(ctx, siteId, { caseId, contactId })
  if (!named) throw new Fault('not_found')
  return named
}

/** Records the event in both cases, each pointing at the other; gives when the contact ended. */
async function recordJoined(
  ctx: Ctx,
  { own, other }: { own: Case; other: Case },
  row: ContactRow,
  reason: string | undefined,
): Promise<number> {
  const joined = {
    type: 'contact.joined',
    subject: { kind: 'contact', id: row.id },
    facts: { contact: contactFacts({ ...contactState(row), outcome: 'joined' }) },
    detail: { channel: row.channel },
  } as const
  const refs = { contact: row.id }
  const event = await record(ctx, own, { ...joined, refs: { ...refs, matter: other.id }, values: { reason } })
  await record(ctx, other, { ...joined, refs: { ...refs, matter: own.id } })
  return event.at
}
