/** What is typed of a contact while it is being received, before anything becomes a record or a ticket: every field of the form, whatever is in it. */
import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { Flag, Id, Instant, Nullable, OneOf, Shape } from './route.ts'

const Words = (max: number, example: string) => Type.String({ maxLength: max, examples: [example] })
const FaultPart = OneOf(facts.fault.fields)

const fields = {
  customerId: Nullable(Id),
  phone: Words(60, '1380000'),
  phoneDeclined: Flag,
  name: Words(60, '周女士'),
  nameDeclined: Flag,
  premisesId: Nullable(Id),
  address: Words(200, '槐荫里 7 栋'),
  about: Nullable(OneOf(facts.ticket.fields.kind.values)),
  category: Words(60, '户内无水'),
  urgency: Nullable(OneOf(facts.ticket.fields.urgency.values)),
  departmentId: Nullable(Id),
  fault: Shape({
    phenomenon: Words(1000, '全屋无水'),
    location: Words(1000, '楼道表箱'),
    operation: Words(1000, '前一晚换过净水器'),
  }),
  declined: Type.Array(FaultPart, { maxItems: 3, uniqueItems: true, examples: [[]] }),
  title: Words(120, '家中无水'),
  promisedAt: Nullable(Instant),
  summary: Words(2000, '来电说家里没水'),
  noticeGiven: Flag,
}
export const IntakeFields = Shape(fields)
export type IntakeFields = Static<typeof IntakeFields>
export const IntakePatch = Type.Partial(IntakeFields, { additionalProperties: false })
export type IntakePatch = Static<typeof IntakePatch>
export const IntakeFieldName = OneOf(fields)

/** Drafts that nobody has touched for so long are deleted, as are those of contacts that ended. */
export const draftDays = 7
