/** The language in which somebody reads the screens; a part of people. */
import type { Static } from 'typebox'
import { Done, Nullable, OneOf, route, Shape } from './route.ts'

export const Language = OneOf({ zh: 1, en: 1 })
export type Language = Static<typeof Language>

export const myLanguage = {
  changeMyLanguage: route({
    method: 'PUT',
    path: '/people/me/language',
    needs: 'session',
    summary: 'Choose the language of my screens, on every device; null follows the browser',
    body: Shape({ language: Nullable(Language) }),
    reply: Done,
  }),
}
