import { type Static, type TSchema, Type } from 'typebox'

/** A name on the screens, in both languages. */
export type Labels = { readonly zh: string; readonly en: string }
/** Something that a person may be allowed to do: `<module>:<verb>`. Each contract file declares those of its module with their labels. */
export type Permission = `${string}:${string}`
export type Permissions = Readonly<
  Record<
    Permission,
    Labels & {
      /** Decisions and confidences that stand under the name of a person: no token of a program holds it. */
      staffOnly?: true
    }
  >
>

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** `public`: nobody need be signed in. `session`: any member of staff who is. Otherwise the permission that the actor must hold for the site of the path. */
export type Needs = 'public' | 'session' | Permission

export type StepUp = true | { readonly fields: readonly string[] }

export type Route<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> = {
  method: Method
  path: string
  needs: Needs
  summary: string
  params?: P
  query?: Q
  body?: B
  reply: R
  /** What the reply is when it is not JSON, for example an event stream. */
  media?: string
  /** The most bytes of a body, where it is not that of every other route. */
  bodyBytes?: number
  /** Asks and keeps nothing, although it is no GET: no transaction is opened, and a repeated request asks again. */
  reads?: true
  /** Request or reply holds a secret, for example a password: nothing of it is kept for a repeated `Idempotency-Key`, not even a hash. */
  secret?: true
  /** Before it is done, whoever is signed in confirms who he is unless he did so lately: always, or when the body has one of these fields. */
  stepUp?: StepUp
  /** The session gets a new token by it: what was asked with the old one meanwhile is asked again. */
  renewsSession?: true
  /** The handler makes the reply field by field, so it is written as it is; any other is written by its schema, which leaves out what it does not name. */
  exact?: true
}
export type Routes = Record<string, Route>

type In<S> = S extends TSchema ? Static<S> : undefined
export type ParamsOf<T extends Route> = In<T['params']>
export type QueryOf<T extends Route> = In<T['query']>
export type BodyOf<T extends Route> = In<T['body']>
export type ReplyOf<T extends Route> = Static<T['reply']>
/** What a caller hands over: only the parts that the route declares. */
export type InputOf<T extends Route> = (T['params'] extends TSchema ? { params: ParamsOf<T> } : { params?: undefined }) &
  (T['query'] extends TSchema ? { query?: QueryOf<T> } : { query?: undefined }) &
  (T['body'] extends TSchema ? { body: BodyOf<T> } : { body?: undefined })

/** Declares a route; the object keeps its literal schemas so that server and client are typed from it. */
export function route<
  const T extends {
    method: Method
    path: string
    needs: Needs
    summary: string
    params?: TSchema
    query?: TSchema
    body?: TSchema
    reply: TSchema
    media?: string
    bodyBytes?: number
    reads?: true
    secret?: true
    stepUp?: StepUp
    renewsSession?: true
    exact?: true
  },
>(declared: T): T {
  return declared
}

const closed = { additionalProperties: false } as const
/** An object of the wire: unknown fields are refused, not dropped. */
export const Shape: typeof Type.Object = ((properties: Parameters<typeof Type.Object>[0], options?: object) =>
  Type.Object(properties, { ...closed, ...options })) as typeof Type.Object

const anId = '019aa3b0-7c10-7000-8000-000000000001'
export const Id = Type.String({ format: 'uuid', examples: [anId] })
export const Instant = Type.String({ format: 'date-time', maxLength: 40, examples: ['2026-11-20T06:36:05.000Z'] })
export const CivilDate = Type.String({ format: 'date', examples: ['2026-11-20'] })
export const SiteId = Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] })
/** One telephone line, with an extension if it has one; `contract/phone.ts` reads it. */
export const Phone = Type.String({ minLength: 3, maxLength: 40, format: 'phone', examples: ['13800002046'] })
/** Something to read, without line breaks, control characters but the tab, and marks that turn the direction of what follows. */
export const ONE_LINE =
  '^(?=.*\\S)[^\\u0001-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]*$'
/** One line: a name, a title, a place. */
export const Line = (max = 120, example = '槐荫里 7 栋 2 单元 601') =>
  Type.String({ minLength: 1, maxLength: max, pattern: ONE_LINE, examples: [example] })
/** What somebody is called; digits and telephone signs alone are no name. */
export const Name = (example = '周女士') =>
  Type.String({ minLength: 1, maxLength: 60, pattern: ONE_LINE, format: 'name', examples: [example] })
/** Several lines: a note, a description. */
export const Prose = (max = 4000, example = '早上七点起全屋无水，对门有水。') =>
  Type.String({ minLength: 1, maxLength: max, pattern: '\\S', examples: [example] })
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** One of the keys of a vocabulary table. */
export const OneOf = <const T extends Record<string, unknown>>(values: T) =>
  Type.Unsafe<keyof T & string>({ type: 'string', enum: Object.keys(values), examples: [Object.keys(values)[0]] })
export const PermissionName = Type.Unsafe<Permission>({
  type: 'string',
  maxLength: 60,
  pattern: '^[a-z-]+:[a-z-]+$',
  examples: ['tickets:register'],
})
export const Flag = Type.Boolean({ examples: [true] })
export const Count = Type.Integer({ minimum: 0, examples: [1] })
/** The version of a row that an edit has seen; a stale one is answered with 409 and who changed what. */
export const Version = Type.Integer({ minimum: 1, examples: [1] })

export const SiteParams = Shape({ siteId: SiteId })
export const SiteThing = Shape({ siteId: SiteId, id: Id })
export const Done = Shape({ done: Type.Literal(true, { examples: [true] }) })

/** Holds the sort values of a row: the longest text that is sorted by is an address. */
export const Cursor = Type.String({ minLength: 1, maxLength: 4000, examples: ['eyJhIjoxfQ'] })
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50, examples: [50] })),
  after: Type.Optional(Cursor),
}
export const pageOf = <T extends TSchema>(item: T) =>
  Shape({ items: Type.Array(item), next: Nullable(Cursor), total: Nullable(Count) })
