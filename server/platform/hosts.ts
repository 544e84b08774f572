/** By which names the system may be addressed. A page elsewhere that lets its own name point here (DNS rebinding) gets no answer. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { Fault } from '@sansheng/contract/fault.ts'
import type { FastifyInstance } from 'fastify'

export type Hosts = {
  /** Named by a setting; `*.example.cn` stands for every name below. Null: nothing was set. */
  named: readonly string[] | null
  /** Name or address to listen on. */
  listening: string
  /** A proxy in front decides which names come through, unless some are set. */
  behindProxy: boolean
  /** PEM of the certificate that is served: its names are ours. */
  certificate?: Buffer | undefined
}

/**
 * The names that are allowed besides addresses and `localhost`, or null where every name is. An address is always allowed: no page elsewhere
 * can have it as its name.
 */
export function allowedNames({ named, listening, behindProxy, certificate }: Hosts): string[] | null {
  if (named === null && behindProxy) return null
  const machine = hostname().toLowerCase()
  const own = [machine, `${machine}.local`, `${machine}.lan`, ...(isIP(listening) === 0 ? [listening.toLowerCase()] : [])]
  return [...new Set([...(named ?? []), ...own, ...(certificate ? namesIn(certificate) : [])])]
}

/** Of the `Host` header of a request, with or without its port. */
export function isAllowed(host: string, names: readonly string[] | null): boolean {
  if (names === null) return true
  if (!URL.canParse(`http://${host}`)) return false
  const name = new URL(`http://${host}`).hostname.replace(/\.$/, '')
  if (isIP(name) !== 0 || name.startsWith('[') || name === 'localhost' || name.endsWith('.localhost')) return true
  return names.some(allowed => (allowed.startsWith('*.') ? name.endsWith(allowed.slice(1)) : name === allowed))
}

/** Before anything else of a request is looked at. */
export function guardHosts(http: FastifyInstance, names: readonly string[] | null): void {
  if (names === null) return
  http.addHook('onRequest', async request => {
    // believes `x-forwarded-host` only behind a proxy that we were told of; a browser always names the host, a probe need not
    if (request.host && !isAllowed(request.host, names)) throw new Fault('host.unknown', { host: request.host.slice(0, 100) })
  })
}

function namesIn(certificate: Buffer): string[] {
  const { subjectAltName = '' } = new X509Certificate(certificate)
  return [...subjectAltName.matchAll(/DNS:([^,\s]+)/g)].map(([, name]) => name!.toLowerCase())
}
