import { type Static, Type } from 'typebox'

/** Codes of refusals with their HTTP status. Sentences stand in `messages.<language>.ts`; a program reads the code. */
export const faults = {
  invalid: 400,
  'invalid.json': 400,
  'invalid.time': 400,
  unauthenticated: 401,
  'session.expired': 401,
  'token.unknown': 401,
  'token.expired': 401,
  'token.revoked': 401,
  'signin.wrong': 401,
  'signin.wait': 429,
  'password.busy': 503,
  'password.weak': 400,
  'password.wrong': 400,
  'password.change': 403,
  'password.off': 403,
  'provider.none': 404,
  'provider.failed': 403,
  'provider.unknown': 403,
  'provider.unavailable': 503,
  'code.awaited': 403,
  'code.wait': 429,
  'code.wrong': 400,
  'factor.missing': 403,
  'factor.required': 409,
  'factor.unreadable': 503,
  'confirm.needed': 403,
  forbidden: 403,
  'person.needed': 403,
  'client.unknown': 403,
  not_found: 404,
  'site.unknown': 404,
  conflict: 409,
  stale: 409,
  taken: 409,
  'state.wrong': 409,
  'key.reused': 409,
  'gate.denied': 422,
  'override.reason': 400,
  'route.none': 422,
  'department.unknown': 422,
  'person.unknown': 422,
  'unit.unknown': 422,
  'grant.beyond': 403,
  'token.beyond': 403,
  'grant.self': 403,
  'roles.apart': 422,
  'administrator.last': 409,
  'pause.refused': 422,
  'notice.place': 422,
  'print.none': 409,
  'signature.missing': 422,
  'callback.unasked': 422,
  'department.empty': 409,
  'department.other': 422,
  'standard.none': 409,
  'standard.invalid': 422,
  'standard.open': 422,
  'standard.differs': 422,
  'calendar.invalid': 422,
  'handbook.unreadable': 422,
  'text.slow': 422,
  'text.busy': 503,
  'approval.needed': 422,
  'what-if.many': 429,
  'approval.role': 403,
  'approval.asker': 403,
  'approval.delegate': 422,
  'approval.right': 409,
  'approval.waiting': 409,
  'approval.decided': 409,
  'approval.overtaken': 409,
  'exemption.early': 409,
  'exemption.done': 409,
  'exemption.waiting': 409,
  'period.long': 400,
  'table.wide': 422,
  'export.long': 422,
  too_large: 413,
  too_many: 429,
  'lookups.many': 429,
  'streams.many': 429,
  'host.unknown': 421,
  unavailable: 503,
  internal: 500,
} as const
export type FaultCode = keyof typeof faults
export type FaultParams = Record<string, string | number | boolean | null>

/** A field that was wrong: JSON pointer, what is wrong, in the person's language. */
export type FieldFault = { path: string; message: string }

export const FaultReply = Type.Object({
  error: Type.Object({
    code: Type.String({ examples: ['invalid'] }),
    message: Type.String({ examples: ['请填写地址。'] }),
    params: Type.Record(Type.String(), Type.Unknown()),
    fields: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
    detail: Type.Optional(Type.Unknown()),
    requestId: Type.String({ examples: ['req-1'] }),
  }),
})
export type FaultReply = Static<typeof FaultReply>

/** The one error class of the product: thrown where the refusal is known, turned into a reply in one place. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly params: FaultParams
  readonly fields: FieldFault[] | undefined
  /** Structured matter for a program, for example the violations of a gate. No personal values. */
  readonly detail: unknown
  constructor(code: FaultCode, params: FaultParams = {}, more: { fields?: FieldFault[]; detail?: unknown } = {}) {
    super(code)
    this.name = 'Fault'
    this.code = code
    this.params = params
    this.fields = more.fields
    this.detail = more.detail
  }
}
