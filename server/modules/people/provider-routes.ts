/** Serves the routes of signing in through the organisation's provider. */
import type { provider } from '@sansheng/contract/provider.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx } from '../../platform/ctx.ts'
import type { Handlers } from '../../platform/http.ts'
import { deviceOf, flowOf, giveCookies, giveFlow, shownSession } from './credentials.ts'
import { askProvider, beginAtProvider, confirmAtProvider, type ProviderNeeds, signInAtProvider } from './provider-sign-in.ts'

const done = { done: true } as const

export function providerHandlers(needs: ProviderNeeds): Handlers<typeof provider> {
  const begin = async (ctx: Ctx, again: boolean, request: FastifyRequest, reply: FastifyReply) => {
    const { url, sealed } = await beginAtProvider(ctx, needs, { origin: request.headers.origin, again })
    giveFlow(request, reply, sealed)
    return { url }
  }
  const ask = (ctx: Ctx, again: boolean, answer: string, request: FastifyRequest) =>
    askProvider(ctx, needs, { sealed: flowOf(request), answer, address: request.ip, again })
  return {
    signInWays: async () => ({
      provider: needs.provider && { label: needs.provider.label },
      passwords: needs.provider?.passwords ?? true,
    }),
    beginAtProvider: { outside: (ctx, { request, reply }) => begin(ctx, false, request, reply) },
    finishAtProvider: {
      async outside(ctx, { body, request, reply }, write) {
        const claims = await ask(ctx, false, body.answer, request)
        const shown = {
          device: deviceOf(request),
          session: shownSession(request),
          agent: request.headers['user-agent'] ?? null,
        }
        giveCookies(request, reply, await write(ctx => signInAtProvider(ctx, needs, claims, shown)))
        return done
      },
    },
    beginConfirmation: { outside: (ctx, { request, reply }) => begin(ctx, true, request, reply) },
    finishConfirmation: {
      async outside(ctx, { body, request }, write) {
        const claims = await ask(ctx, true, body.answer, request)
        await write(ctx => confirmAtProvider(ctx, needs, claims))
        return done
      },
    },
  }
}
