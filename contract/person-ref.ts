/** How a member of staff is shown wherever somebody did something. */
import { type Static, Type } from 'typebox'
import { Id, Line, Shape } from './route.ts'

export const StaffNumber = Type.String({ minLength: 1, maxLength: 32, pattern: '^[A-Za-z0-9_.-]+$', examples: ['1024'] })
export const PersonRef = Shape({ id: Id, name: Line(60, '林晓棠'), staffNumber: StaffNumber })
export type PersonRef = Static<typeof PersonRef>
