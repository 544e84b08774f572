import { contacts as contract } from '@sansheng/contract/contacts.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Served, serve } from '../../platform/http.ts'
import { cursorOf } from '../../platform/page.ts'
import { lookUpSearched } from '../customers/index.ts'
import type { ContactPorts } from './caller.ts'
import { closeContact, recordContact } from './commands.ts'
import { discardDraft, draftOf, listDrafts, saveDraft } from './drafts.ts'
import { joinContact, tellWorkers } from './join.ts'
import { contactViews, listContacts } from './queries.ts'
import { receiveContact } from './receive.ts'
import { takeBackContact } from './take-back.ts'

export function contactsRoutes(server: Served, ports: ContactPorts): void {
  serve(server, 'contacts', contract, {
    receive: async (ctx, { params, body }) => {
      const { caseRow, contact, notices } = await receiveContact(ctx, params.siteId, body, ports)
      if (body.caseId !== undefined) await tellWorkers(ctx, caseRow, contact.id, ports)
      return { contact: await view(ctx, params.siteId, contact.id), notices }
    },
    get: (ctx, { params }) => view(ctx, params.siteId, params.id),
    list: {
      async outside(ctx, { params, query }, write) {
        await lookUpSearched(ctx, write, params.siteId, query.q)
        const limit = query.limit ?? 50
        const found = await listContacts(ctx, params.siteId, query)
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return {
          items,
          next: found.length > limit && last ? cursorOf([Date.parse(last.receivedAt), last.id]) : null,
          total: null,
        }
      },
    },
    record: async (ctx, { params, body }) => {
      const notices = await recordContact(ctx, params.siteId, params.id, body, ports)
      return { contact: await view(ctx, params.siteId, params.id), notices }
    },
    drafts: (ctx, { params }) => listDrafts(ctx, params.siteId),
    draft: (ctx, { params }) => draftOf(ctx, params.siteId, params.id),
    saveDraft: (ctx, { params, body }) => saveDraft(ctx, params.siteId, params.id, body),
    discardDraft: async (ctx, { params }) => {
      await discardDraft(ctx, params.siteId, params.id)
      return { done: true as const }
    },
    join: async (ctx, { params, body }) => {
      await joinContact(ctx, params.siteId, params.id, body, ports)
      return await view(ctx, params.siteId, params.id)
    },
    takeBack: async (ctx, { params }) => {
      await takeBackContact(ctx, params.siteId, params.id)
      return await view(ctx, params.siteId, params.id)
    },
    close: async (ctx, { params, body }) => {
      await closeContact(ctx, params.siteId, params.id, body)
      return await view(ctx, params.siteId, params.id)
    },
  })
}

async function view(ctx: Ctx, siteId: number, id: string) {
  const [contact] = await contactViews(ctx, siteId, [id])
  if (!contact) throw new Fault('not_found')
  return contact
}
