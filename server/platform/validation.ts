import { isOnlyPhoneSigns, readPhone } from '@sansheng/contract/phone.ts'
import { Ajv, type Options } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'
import type { FastifyValidationResult } from 'fastify/types/schema.js'
import { isUuid } from './uuid.ts'

const shared: Options = { allErrors: false, removeAdditional: false, useDefaults: true, strict: false }

type Errors = NonNullable<FastifyValidationResult['errors']>
type Check = ((data: unknown) => boolean) & { errors?: Errors | null }

/** Bodies are taken as they are; words of an address (`?open=true`) become what the schema says. Unknown fields are refused, not dropped. */
export function validateBy(app: FastifyInstance): void {
  const body = withFormats(new Ajv({ ...shared, coerceTypes: false }))
  const address = withFormats(new Ajv({ ...shared, coerceTypes: 'array' }))
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const ajv = httpPart === 'body' ? body : address
    return storable(atFirst(() => ajv.compile(schema as object) as Check))
  })
}

/** A check is made when the first request asks for it: to make those of all routes takes half of a start. */
function atFirst(make: () => Check): Check {
  let made: Check | null = null
  const check: Check = data => {
    made ??= make()
    const fits = made(data)
    check.errors = made.errors ?? null
    return fits
  }
  return check
}

/** Narrower than the standards: an id in another spelling would be hashed as another id, and the database knows no second 60. */
export function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv)
  ajv.addFormat('uuid', isUuid)
  ajv.addFormat('date-time', text => isoInstant.test(text) && isOurs(text))
  ajv.addFormat('date', text => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text) && isOurs(text))
  ajv.addFormat('phone', text => readPhone(text) !== null)
  ajv.addFormat('name', text => !isOnlyPhoneSigns(text))
  return ajv
}

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/

/** What people of a service centre can mean; it keeps every sum of instants far inside what a number and a column can hold. */
function isOurs(text: string): boolean {
  const year = Number(text.slice(0, 4))
  return year >= 1900 && year <= 2999 && Number.isFinite(Date.parse(text)) && isDay(text.slice(0, 10))
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text)
}

/** Refuses text that no column can hold, with the field that has it. */
function storable(check: Check): Check {
  const both: Check = data => {
    const fits = check(data)
    const path = fits ? unstorable(data, '') : null
    both.errors = path === null ? check.errors! : [{ instancePath: path, schemaPath: '', keyword: 'text', params: {} }]
    return fits && path === null
  }
  return both
}

/** NUL, and halves of a character. */
const broken = /\0|\p{Surrogate}/u

function unstorable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return broken.test(value) ? path : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, part] of Object.entries(value)) {
    const found = broken.test(key) ? path : unstorable(part, `${path}/${key}`)
    if (found !== null) return found
  }
  return null
}
