import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { ClockView, Override } from './clocks.ts'
import { ActorRef } from './people.ts'
import { Id, Instant, Nullable, OneOf, PageQuery, type Permissions, Prose, pageOf, route, Shape, SiteParams } from './route.ts'

export const permissions = {
  'callbacks:make': { zh: '回访客户', en: 'Call customers back' },
} as const satisfies Permissions

export const CallbackMethod = OneOf(facts.callback.fields.method.values)
export const CallbackResult = OneOf(facts.callback.fields.result.values)

export const Callback = Shape({
  id: Id,
  ticketId: Id,
  formId: Nullable(Id),
  at: Instant,
  by: ActorRef,
  method: CallbackMethod,
  result: CallbackResult,
  note: Nullable(Type.String()),
  /** What the customer is not satisfied with, and what he wants; of an unsatisfied answer always both. */
  reason: Nullable(Type.String({ examples: ['修好当晚又漏'] })),
  wants: Nullable(Type.String({ examples: ['今天再来修一次'] })),
})
export type Callback = Static<typeof Callback>

export const callbacks = {
  make: route({
    method: 'POST',
    path: '/sites/:siteId/callbacks',
    needs: 'callbacks:make',
    summary: 'Record a call-back: how, with whom, what the customer says',
    params: SiteParams,
    body: Shape({
      ticketId: Id,
      formId: Type.Optional(Id),
      method: CallbackMethod,
      result: CallbackResult,
      note: Type.Optional(Prose(2000, '水压恢复，客户满意')),
      reason: Type.Optional(Prose(1000, '修好当晚又漏')),
      wants: Type.Optional(Prose(1000, '今天再来修一次')),
      override: Type.Optional(Override),
    }),
    reply: Callback,
  }),
  list: route({
    method: 'GET',
    path: '/sites/:siteId/callbacks',
    needs: 'tickets:read',
    summary: 'Call-backs of a ticket or of the site, newest first',
    params: SiteParams,
    query: Shape({ ticketId: Type.Optional(Id), ...PageQuery }),
    reply: pageOf(Callback),
  }),
  due: route({
    method: 'GET',
    path: '/sites/:siteId/callbacks-due',
    needs: 'callbacks:make',
    summary: 'Tickets whose call-back clock runs, most urgent first',
    params: SiteParams,
    query: Shape({ ...PageQuery }),
    reply: pageOf(
      Shape({
        ticketId: Id,
        number: Type.String({ examples: ['BX-20261120-001'] }),
        title: Type.String({ examples: ['家中无水'] }),
        customerName: Nullable(Type.String()),
        clock: ClockView,
      }),
    ),
  }),
}
