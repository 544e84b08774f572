import { Type } from 'typebox'

/** Where somebody goes on after signing in. */
export const SignInSearch = Type.Object({ next: Type.Optional(Type.String({ maxLength: 500 })) })

const Part = Type.Optional(Type.String({ maxLength: 2000 }))
/** What the organisation's sign-in answers. */
export const ProviderAnswer = Type.Object({
  code: Part,
  state: Part,
  iss: Part,
  session_state: Part,
  error: Part,
  error_description: Part,
})
