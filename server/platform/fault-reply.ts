/** The one place where a thrown thing becomes a reply. */
import { Fault, type FaultCode, type FaultReply, type FieldFault, faults } from '@sansheng/contract/fault.ts'
import { fieldSentence, sentence } from '@sansheng/contract/messages.ts'
import type { Permission, Permissions } from '@sansheng/contract/route.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isConnectionLost } from './db.ts'

type AjvError = { instancePath: string; keyword: string; params: Record<string, unknown>; message?: string }

/** `permissions`: their names for the sentence of a refusal. */
export function reportFaults(app: FastifyInstance, permissions: Permissions = {}): void {
  app.setErrorHandler((error, request, reply) => answerFault(named(error, permissions, localeOf(request)), request, reply))
  app.setNotFoundHandler((request, reply) => answerFault(new Fault('not_found'), request, reply))
}

/** A refusal for want of a permission, with the permission's name. */
function named(error: unknown, permissions: Permissions, locale: 'zh' | 'en'): unknown {
  if (!(error instanceof Fault) || error.code !== 'forbidden') return error
  const permission = permissions[error.params.needs as Permission]
  return permission ? new Fault('forbidden', { ...error.params, permission: permission[locale] }) : error
}

/** For the error handler, and for what goes wrong before a route is found. */
export function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const fault = asFault(error)
  if (!fault) request.log.error({ err: error, requestId: request.id }, 'bug')
  const body = replyFor(fault ?? new Fault('internal'), request)
  const { seconds } = body.error.params
  if (typeof seconds === 'number') void reply.header('retry-after', seconds)
  void reply
    .status(faults[body.error.code as FaultCode])
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body))
}

export function localeOf(request: FastifyRequest): 'zh' | 'en' {
  const wanted = request.headers['accept-language'] ?? ''
  return /^\s*en\b/i.test(wanted) ? 'en' : 'zh'
}

function replyFor(fault: Fault, request: FastifyRequest): FaultReply {
  const locale = localeOf(request)
  const fields = fault.fields?.map(f => ({ path: f.path, message: f.message }))
  return {
    error: {
      code: fault.code,
      message: sentence(locale, fault.code, fault.params),
      params: fault.params,
      ...(fields ? { fields: fields.map(f => ({ path: f.path, message: translated(locale, f) })) } : {}),
      ...(fault.detail === undefined ? {} : { detail: fault.detail }),
      requestId: request.id,
    },
  }
}

/** Field faults travel as `keyword|json params` from the validator and as sentences from commands. */
function translated(locale: 'zh' | 'en', field: FieldFault): string {
  const cut = field.message.indexOf('|')
  return cut < 0
    ? field.message
    : fieldSentence(locale, field.message.slice(0, cut), JSON.parse(field.message.slice(cut + 1)) as Record<string, unknown>)
}

function asFault(error: unknown): Fault | null {
  if (error instanceof Fault) return error
  const e = error as {
    validation?: AjvError[]
    validationContext?: string
    code?: string
    statusCode?: number
    constraint?: string
  }
  if (e.validation) return new Fault('invalid', {}, { fields: fieldFaults(e.validation) })
  if (e.code === 'FST_ERR_MAX_PARAM_LENGTH') return new Fault('not_found')
  if (e.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Fault('too_large')
  if (e.code === '22021' || e.code === '22P05' || e.code === 'FST_ERR_BAD_URL') return new Fault('invalid')
  if (e.code?.startsWith('FST_ERR_CTP')) return new Fault('invalid.json')
  if (error instanceof SyntaxError && e.statusCode === 400) return new Fault('invalid.json')
  if (e.code === '23505') return new Fault('taken', { constraint: e.constraint ?? '' })
  // 57014: a statement took too long; 55P03: a lock did not come free in time
  if (isConnectionLost(error) || e.code?.startsWith('53') || e.code === '57014' || e.code === '55P03')
    return new Fault('unavailable')
  return null
}

/** A union refuses with one error for each of its arms; the person is told of the field once. */
function fieldFaults(errors: AjvError[]): FieldFault[] {
  const byPath = new Map<string, FieldFault>()
  for (const e of errors) {
    const extra = e.params.additionalProperty ?? e.params.missingProperty
    const path = extra === undefined ? e.instancePath : `${e.instancePath}/${String(extra)}`
    if (!byPath.has(path)) byPath.set(path, { path, message: `${e.keyword}|${JSON.stringify(e.params)}` })
  }
  return [...byPath.values()].slice(0, 20)
}
