import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const page =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/** Headers that every reply carries: nothing of ours may be framed, sniffed or run from elsewhere; and what time it is here. */
export function guardReplies(app: FastifyInstance, now: () => number): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-sansheng-now', now())
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    reply.header('content-security-policy', page)
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    done(null, payload)
  })
}

/** Whether somebody who accepts this wants a page: browsers name it, a plain client takes anything. */
const acceptsPage = (accept = '*/*'): boolean => /text\/html|\*\/\*/.test(accept)

/** The built web, packed at build time; any other path without an ending that is asked for is a screen of the one page. */
export function serveWeb(app: FastifyInstance, root: string): void {
  if (!existsSync(join(root, 'index.html'))) return
  app.register(fastifyStatic, {
    root,
    preCompressed: true,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (res, path) => {
      res.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', (request, reply) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const named = request.headers.accept?.includes('text/html') ?? false
    const isScreen = !pathname.startsWith('/api/') && (named || !/\.\w+$/.test(pathname))
    if (!isScreen || !acceptsPage(request.headers.accept)) return reply.callNotFound()
    return reply.sendFile('index.html')
  })
}
