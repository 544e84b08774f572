/** The certificate under which the system serves HTTPS. A renewed one is taken over while it runs. */
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import type { Server } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { Logger } from 'pino'

/** Where certificate (with its chain) and private key lie, as PEM. */
export type CertificateFiles = { cert: string; key: string }
export type Certificate = { cert: Buffer; key: Buffer }

/** How often the files are looked at, in milliseconds. */
const lookEvery = 60_000

/** Throws an Error whose message says which file cannot be used and what to do. */
export function readCertificate({ cert, key }: CertificateFiles): Certificate {
  const read = (name: string, file: string): Buffer => {
    try {
      return readFileSync(file)
    } catch (error) {
      throw new Error(`读不了 ${name} 的文件 ${file}（${(error as NodeJS.ErrnoException).code}）。请检查路径和权限。`)
    }
  }
  const certificate = { cert: read('SANSHENG_TLS_CERT', cert), key: read('SANSHENG_TLS_KEY', key) }
  try {
    createSecureContext(certificate)
  } catch (error) {
    throw new Error(
      `SANSHENG_TLS_CERT 与 SANSHENG_TLS_KEY 不能一起用：${(error as Error).message}。两份都要是 PEM，私钥要是这张证书的私钥，且没有口令。`,
    )
  }
  return certificate
}

/**
 * Takes a renewed certificate over for new connections; one that cannot be used is logged and the old one stays. Gives back how to stop
 * looking, and how to look at once.
 */
export function renewCertificate(server: Pick<Server, 'setSecureContext'>, files: CertificateFiles, log: Logger) {
  const look = (): void => {
    try {
      server.setSecureContext(readCertificate(files))
      log.info('the renewed certificate is served')
    } catch (error) {
      log.error({ err: error }, 'the renewed certificate cannot be used; the one before is still served')
    }
  }
  const watched = [files.cert, files.key]
  for (const file of watched) watchFile(file, { interval: lookEvery, persistent: false }, look)
  return {
    look,
    stop: (): void => {
      for (const file of watched) unwatchFile(file, look)
    },
  }
}
