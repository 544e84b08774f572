import { Type } from 'typebox'

/** Where somebody goes on after signing in. */
export const SignInSearch = Type.Object({ next: Type.Optional(Type.String({ maxLength: 500 })) })
