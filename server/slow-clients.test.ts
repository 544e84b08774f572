/** Who sends slowly on purpose holds a connection for a while and no longer. */
import { connect, type Socket } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { world } from './platform/testing/world.ts'

const w = await world({ needs: { receiving: { headers: 300, request: 600, lookEvery: 20 } } })
let port: number
beforeAll(async () => {
  port = Number(new URL(await w.app.http.listen({ port: 0, host: '127.0.0.1' })).port)
})

/** Sends this and then nothing more; gives what came back when the server closed the connection. */
function sendAndWait(words: string): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1', () => socket.write(words))
  let heard = ''
  socket.on('data', piece => {
    heard += String(piece)
  })
  return new Promise((done, fail) => socket.on('close', () => done(heard)).on('error', fail))
}

test('headers that never end are cut off', async () => {
  expect(await sendAndWait('POST /api/people/sign-in HTTP/1.1\r\nhost: localhost\r\nx-slow: ')).toContain('408')
})

test('a body that never ends is cut off', async () => {
  const head =
    'POST /api/people/sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n'
  expect(await sendAndWait(`${head}{"staffNumber":`)).toMatch(/408|^$/)
})
