/** Serves the routes of the second factor. */
import type { secondFactor } from '@sansheng/contract/second-factor.ts'
import type { Handlers } from '../../platform/http.ts'
import { deviceOf, giveCookies } from './credentials.ts'
import {
  beginSecondFactor,
  confirmMe,
  enrolSecondFactor,
  enterCode,
  type FactorNeeds,
  removeSecondFactor,
  renewRecoveryCodes,
  tryCode,
  tryConfirmation,
} from './second-factor.ts'
import { newTotpKey, totpUri } from './totp.ts'

const done = { done: true } as const

export const factorHandlers = (needs: FactorNeeds): Handlers<Omit<typeof secondFactor, 'resetSecondFactor'>> => ({
  enterCode: {
    async outside(ctx, { body, request, reply }, write) {
      const device = deviceOf(request)
      const origin = await tryCode(ctx, device)
      giveCookies(request, reply, await write(ctx => enterCode(ctx, needs, { origin, typed: body.code, device })))
      return done
    },
  },
  beginSecondFactor: async ctx => {
    const key = newTotpKey(ctx.random)
    const { staff_number } = await beginSecondFactor(ctx, needs, key)
    return { key, uri: totpUri(key, staff_number) }
  },
  enrolSecondFactor: {
    async outside(ctx, { body, request, reply }, write) {
      const origin = await tryCode(ctx, deviceOf(request))
      const { recoveryCodes, token } = await write(ctx => enrolSecondFactor(ctx, needs, { origin, typed: body.code }))
      giveCookies(request, reply, { token, device: null })
      return { recoveryCodes }
    },
  },
  removeSecondFactor: async (ctx, { request, reply }) => {
    giveCookies(request, reply, { token: await removeSecondFactor(ctx, needs), device: null })
    return done
  },
  renewRecoveryCodes: async ctx => ({ recoveryCodes: await renewRecoveryCodes(ctx) }),
  confirmMe: {
    async outside(ctx, { body, request }, write) {
      const tried = await tryConfirmation(ctx, body, deviceOf(request))
      await write(ctx => confirmMe(ctx, needs, tried))
      return done
    },
  },
})
