import { Ajv, type Options } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'

const shared: Options = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false }

/** Bodies are taken as they are; words of an address (`?open=true`) become what the schema says. Unknown fields are refused, not dropped. */
export function validateBy(app: FastifyInstance): void {
  const body = addFormats.default(new Ajv({ ...shared, coerceTypes: false }))
  const address = addFormats.default(new Ajv({ ...shared, coerceTypes: 'array' }))
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? body : address).compile(schema as object))
}
