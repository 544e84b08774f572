/** An exemption from a breach: asked for by one person with the reason, agreed to by another. The breach stays beside it. */
import { type Static, Type } from 'typebox'
import { PersonRef } from './people.ts'
import { Flag, Id, Instant, Nullable, OneOf, Prose, route, Shape, SiteThing } from './route.ts'

export const Exemption = Shape({
  /** By this id the approvals take, give and refuse it. */
  approvalId: Id,
  state: OneOf({ waiting: 1, granted: 1, refused: 1, withdrawn: 1, ended: 1 }),
  /** Null when it was erased. */
  reason: Nullable(Type.String({ examples: ['全城停电，机房断网四十分钟，登记簿为证'] })),
  requestedBy: Nullable(PersonRef),
  requestedAt: Instant,
  /** Who agreed or refused. */
  answeredBy: Nullable(PersonRef),
  answeredAt: Nullable(Instant),
  refusal: Nullable(Type.String({ examples: ['断网时可以先用手机登记'] })),
  mayAnswer: Flag,
  mayWithdraw: Flag,
})
export type Exemption = Static<typeof Exemption>

export const exemptions = {
  requestExemption: route({
    method: 'POST',
    path: '/sites/:siteId/clocks/:id/exemption',
    needs: 'standards:request-exemption',
    summary: 'Ask to exempt a breach; somebody else has to agree, and the breach stays',
    params: SiteThing,
    body: Shape({ reason: Prose(500, '全城停电，机房断网四十分钟，登记簿为证') }),
    reply: Exemption,
  }),
}
