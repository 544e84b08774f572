/** A server that keeps the draft of one contact, for tests of the desk. */
import { contacts } from '@sansheng/contract/contacts.ts'
import type { IntakeFields, IntakePatch } from '@sansheng/contract/intake-draft.ts'
import { type Reply, reply } from '../../../testing/replies.ts'

export const savedAt = '2026-11-20T06:31:00.000Z'

/** `fields`: what is kept at first, and then whatever was sent. */
export function keepingDraft(contactId: string, fields: IntakePatch = {}): { fields: IntakePatch; replies: Reply[] } {
  const kept = { fields }
  const isThere = () => Object.keys(kept.fields).length > 0
  const replies = [
    reply(contacts.draft, () => ({ draft: isThere() ? { fields: kept.fields, savedAt } : null })),
    reply(contacts.drafts, () => ({ items: isThere() ? [{ contactId, savedAt }] : [] })),
    reply(contacts.saveDraft, ({ body }) => {
      const { fields, drop = [] } = body as { fields: IntakePatch; drop?: (keyof IntakeFields)[] }
      kept.fields = { ...kept.fields, ...fields }
      for (const name of drop) delete kept.fields[name]
      return { savedAt }
    }),
  ]
  return Object.assign(kept, { replies })
}
