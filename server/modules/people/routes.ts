import { Fault } from '@sansheng/contract/fault.ts'
import { people } from '@sansheng/contract/people.ts'
import { sitesOf } from '../../platform/access.ts'
import { type Served, serve } from '../../platform/http.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import type { SecretBox } from '../../platform/secret-box.ts'
import type { AskConsent } from './account-requests.ts'
import { deviceOf, giveCookies, shownSession, takeCookie } from './credentials.ts'
import { listAccountExceptions } from './exceptions.ts'
import { factorHandlers } from './factor-routes.ts'
import { changeMyLanguage } from './my-language.ts'
import { endMySession, listMySessions } from './my-sessions.ts'
import { createPerson, updatePerson } from './persons.ts'
import { createDepartment, createSite, createUnit, updateDepartment, updateSite } from './places.ts'
import type { Provider } from './provider.ts'
import { providerHandlers } from './provider-routes.ts'
import { listDepartments, listPersons, listSites, listUnits, meOf, personView, siteView } from './queries.ts'
import { resetPassword, resetSecondFactor, type TellReset } from './resets.ts'
import { newFirstPassword } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { changePassword, signIn, signOut, tryPasswordChange, trySignIn } from './sign-in.ts'
import { staffBySession } from './staff.ts'
import { listTokens } from './token-store.ts'
import { createToken, revokeToken } from './tokens.ts'

const done = { done: true } as const

/** `demo`: the screens say that nothing here is real. */
export type PeopleNeeds = {
  sessions: Sessions
  demo: boolean
  askConsent: AskConsent
  tellReset: TellReset
  box: SecretBox
  provider: Provider | null
}

export function peopleRoutes(server: Served, { sessions, demo, askConsent: ask, tellReset, box, provider }: PeopleNeeds): void {
  const { idleMinutes } = sessions
  const resets = { sessions, ask, tellReset }
  serve(server, 'people', people, {
    signIn: {
      async outside(ctx, { body, request, reply }, write) {
        const device = deviceOf(request)
        const tried = await trySignIn(ctx, { ...body, address: request.ip, device })
        return await write(async ctx => {
          const shown = { device, session: shownSession(request), agent: request.headers['user-agent'] ?? null }
          const signedIn = await signIn(ctx, { sessions, passwords: provider?.passwords ?? true }, tried, shown)
          giveCookies(request, reply, signedIn)
          return await meOf(ctx, signedIn, { idleMinutes, demo })
        })
      },
    },
    signOut: async (ctx, { request, reply }) => {
      await signOut(ctx, sessions)
      takeCookie(request, reply)
      return done
    },
    me: async ctx => {
      const signedIn = await staffBySession(ctx.db, mustBeStaff(ctx.actor).sessionId)
      if (!signedIn) throw new Fault('unauthenticated')
      return await meOf(ctx, signedIn, { idleMinutes, demo })
    },
    changePassword: {
      async outside(ctx, { body, request, reply }, write) {
        const change = await tryPasswordChange(ctx, body)
        const token = await write(ctx => changePassword(ctx, sessions, change))
        giveCookies(request, reply, { token, device: null })
        return done
      },
    },
    changeMyLanguage: async (ctx, { body }) => {
      await changeMyLanguage(ctx, body.language)
      return done
    },
    listMySessions: async ctx => ({ items: await listMySessions(ctx, idleMinutes) }),
    endMySession: async (ctx, { params }) => {
      await endMySession(ctx, sessions, params.id)
      return done
    },
    listSites: async ctx => ({ items: await listSites(ctx, sitesOf(ctx.actor)) }),
    createSite: async (ctx, { body }) => await siteView(ctx, await createSite(ctx, sessions, body)),
    updateSite: async (ctx, { params, body }) => {
      await updateSite(ctx, sessions, params.siteId, body)
      return await siteView(ctx, params.siteId)
    },
    listUnits: async ctx => ({ items: await listUnits(ctx) }),
    createUnit: async (ctx, { body }) => {
      const id = await createUnit(ctx, body)
      return { id, parentId: body.parentId ?? null, name: body.name.trim(), version: 1 }
    },
    listDepartments: async (ctx, { params }) => ({ items: await listDepartments(ctx, params.siteId) }),
    createDepartment: async (ctx, { params, body }) => {
      const id = await createDepartment(ctx, sessions, params.siteId, body)
      return (await listDepartments(ctx, params.siteId, id))[0]!
    },
    updateDepartment: async (ctx, { params, body }) => {
      await updateDepartment(ctx, sessions, params.siteId, params.id, body)
      return (await listDepartments(ctx, params.siteId, params.id))[0]!
    },
    listPersons: async (ctx, { params, query }) => ({ items: await listPersons(ctx, params.siteId, query) }),
    createPerson: {
      async outside({ random }, { params, body }, write) {
        const first = await newFirstPassword(random)
        return await write(async ctx => {
          const id = await createPerson(ctx, ask, params.siteId, body, first)
          return { person: await personView(ctx, params.siteId, id), firstPassword: first.password }
        })
      },
    },
    updatePerson: async (ctx, { params, body }) => {
      await updatePerson(ctx, { sessions, ask }, params.siteId, params.id, body)
      return await personView(ctx, params.siteId, params.id)
    },
    listAccountExceptions: async (ctx, { params }) => ({ items: await listAccountExceptions(ctx, params.siteId) }),
    listTokens: async (ctx, { params }) => ({ items: await listTokens(ctx, params.siteId) }),
    createToken: async (ctx, { params, body }) => await createToken(ctx, params.siteId, body, server.permissions),
    revokeToken: async (ctx, { params }) => await revokeToken(ctx, sessions, params.siteId, params.id),
    resetPassword: {
      async outside({ random }, { params }, write) {
        const first = await newFirstPassword(random)
        const done = await write(ctx => resetPassword(ctx, resets, params.siteId, params.id, first))
        return { firstPassword: done ? first.password : null }
      },
    },
    resetSecondFactor: async (ctx, { params }) => ({ done: await resetSecondFactor(ctx, resets, params.siteId, params.id) }),
    ...factorHandlers({ sessions, box }),
    ...providerHandlers({ sessions, box, provider }),
  })
}
