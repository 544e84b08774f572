import { Type } from 'typebox'

export const Password = Type.String({ minLength: 1, maxLength: 200, examples: ['three-rings-2026'] })
