import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { type CertificateFiles, readCertificate, renewCertificate } from './certificate.ts'

const given = (name: string) => fileURLToPath(new URL(`testing/tls/${name}.pem`, import.meta.url))
/** A folder with the certificate of that name, as an administrator lays it down. */
function laid(name: 'first' | 'second'): CertificateFiles & { lay(name: 'first' | 'second'): void } {
  const folder = mkdtempSync(join(tmpdir(), 'sansheng-tls-'))
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  const lay = (which: 'first' | 'second') => {
    copyFileSync(given(`${which}.cert`), files.cert)
    copyFileSync(given(`${which}.key`), files.key)
  }
  lay(name)
  return { ...files, lay }
}

/** The name in the certificate that a new connection is shown. */
const shownBy = (server: Server): Promise<string> =>
  new Promise((done, failed) => {
    const { port } = server.address() as AddressInfo
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      done(String(socket.getPeerCertificate().subject.CN))
      socket.end()
    })
    socket.on('error', failed)
  })

test('a renewed certificate is served to the next connection; one that cannot be used leaves the old one', async () => {
  const { lay, ...files } = laid('first')
  const server = createServer(readCertificate(files))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const renewal = renewCertificate(server, files, pino({ level: 'silent' }))
  try {
    expect(await shownBy(server)).toBe('first')
    lay('second')
    renewal.look()
    expect(await shownBy(server)).toBe('second')
    writeFileSync(files.cert, 'half a file')
    renewal.look()
    expect(await shownBy(server)).toBe('second')
  } finally {
    renewal.stop()
    server.close()
  }
})

test('a missing file, and a key of another certificate, are said in a sentence', () => {
  const files = laid('first')
  expect(() => readCertificate({ ...files, key: '/no/such/key.pem' })).toThrow('读不了 SANSHENG_TLS_KEY 的文件 /no/such/key.pem')
  expect(() => readCertificate({ ...files, key: given('second.key') })).toThrow('私钥要是这张证书的私钥')
})
