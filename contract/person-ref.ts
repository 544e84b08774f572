/** How those who act are shown. */
import { type Static, Type } from 'typebox'
import { Id, Line, Nullable, OneOf, Shape } from './route.ts'

export const StaffNumber = Type.String({ minLength: 1, maxLength: 32, pattern: '^[A-Za-z0-9_.-]+$', examples: ['1024'] })
/** A member of staff. */
export const PersonRef = Shape({ id: Id, name: Line(60, '林晓棠'), staffNumber: StaffNumber })
export type PersonRef = Static<typeof PersonRef>

/** Who did something: a member of staff, or another program by the name of its token, which has no staff number. */
export const ActorRef = Shape({
  kind: OneOf({ staff: '员工', service: '程序' }),
  id: Id,
  name: Line(60, '林晓棠'),
  staffNumber: Nullable(StaffNumber),
})
export type ActorRef = Static<typeof ActorRef>
