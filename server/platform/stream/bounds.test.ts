import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Listening, listenTo } from '../testing/listen.ts'
import { type Client, world } from '../testing/world.ts'

const w = await world({ needs: { streams: { perSession: 2, inAll: 3 } } })
const [agent, other, third] = [await w.as('agent'), await w.as('agent'), await w.as('agent')]
let address: string
beforeAll(async () => {
  address = await w.app.http.listen({ port: 0, host: '127.0.0.1' })
})
const opened: Listening[] = []
afterEach(() => {
  for (const each of opened.splice(0)) each.close()
})
async function listen(who: Client): Promise<Listening> {
  const heard = await listenTo(address, who.token)
  opened.push(heard)
  return heard
}
async function refusal(who: Client): Promise<unknown[]> {
  const reply = await fetch(`${address}/api/stream`, { headers: { authorization: `Bearer ${who.token}` } })
  return [reply.status, ((await reply.json()) as { error: { code: string } }).error.code]
}

test('a session holds so many streams, all together so many, and one that closes makes room', async () => {
  const first = await listen(agent)
  await listen(agent)
  expect(await refusal(agent)).toEqual([429, 'streams.many'])
  await listen(other)
  expect(await refusal(third)).toEqual([503, 'unavailable'])
  first.close()
  // the server hears a little later that a screen went away
  const again = await vi.waitFor(() => listen(third), { timeout: 60_000, interval: 5 })
  expect(again.ended()).toBe(false)
})
