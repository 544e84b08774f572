import { expect, test } from 'vitest'
import { hashLine } from './hash-line.ts'

/** Work that ends when it is told to. */
function held() {
  const begun: number[] = []
  const ends = new Map<number, () => void>()
  return {
    begun,
    work: (n: number) => () =>
      new Promise<number>(done => {
        begun.push(n)
        ends.set(n, () => done(n))
      }),
    async end(n: number) {
      ends.get(n)!()
      await new Promise(setImmediate)
    },
  }
}

test('only so many run at once; who is trusted goes first; who finds the line full is told when to come again', async () => {
  const line = hashLine({ atOnce: 2, places: 2 })
  const { begun, work, end } = held()
  const running = [0, 1, 2, 3].map(n => line.run(false, work(n)))
  const trusted = line.run(true, work(4))
  await expect(line.run(false, work(5))).rejects.toMatchObject({ code: 'password.busy', params: { seconds: 2 } })
  expect(begun).toEqual([0, 1])
  await end(0)
  expect(begun).toEqual([0, 1, 4])
  await end(1)
  await end(4)
  await end(2)
  await end(3)
  expect(await Promise.all([...running, trusted])).toEqual([0, 1, 2, 3, 4])
  expect(begun).toEqual([0, 1, 4, 2, 3])
})

test('work that fails gives its place to the next', async () => {
  const line = hashLine({ atOnce: 1, places: 1 })
  const failing = line.run(false, () => Promise.reject(new Error('no memory')))
  const next = line.run(false, async () => 'done')
  await expect(failing).rejects.toThrow('no memory')
  expect(await next).toBe('done')
  expect(await line.run(false, async () => 'again')).toBe('again')
})
