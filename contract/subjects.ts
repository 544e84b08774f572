/** What something is about, as lists and links show it. */
import { refKinds } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { Id, Nullable, OneOf, Shape } from './route.ts'

export const SubjectRef = Shape({
  kind: OneOf(refKinds),
  id: Type.String({ maxLength: 80, examples: ['019aa3b0-7c10-7000-8000-000000000001'] }),
})
export type SubjectRef = Static<typeof SubjectRef>

/** The thing that people open for a subject: a form's is its ticket. */
export const SubjectLink = Shape({
  kind: OneOf(refKinds),
  id: Id,
  number: Nullable(Type.String({ examples: ['BX-20261120-001'] })),
  title: Nullable(Type.String({ examples: ['东泉路口爆管'] })),
  /** Address of its screen; null where it has none. */
  path: Nullable(Type.String({ examples: ['/tickets/019aa3b0-7c10-7000-8000-000000000001'] })),
})
export type SubjectLink = Static<typeof SubjectLink>
