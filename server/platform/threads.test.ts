import { Fault } from '@sansheng/contract/fault.ts'
import { expect, test } from 'vitest'
import type { textJobs } from '../modules/text-jobs.ts'
import { startThread, type Thread, threads } from './threads.ts'

type Asked = { input: unknown; thread: number; answer(done: unknown): void; fail(error: Error): void }
type Pause = { ms: number; pass(): void }

/** Threads that answer when the test says so, and pauses that end when the test says so. */
function standIn(needs: { atOnce?: number; waiting?: number } = {}) {
  const asked: Asked[] = []
  const ended: number[] = []
  const pauses: Pause[] = []
  let started = 0
  const start = (): Thread => {
    const thread = ++started
    return {
      ready: Promise.resolve(),
      ask: (_job, input) =>
        new Promise((answer, fail) => {
          asked.push({ input, thread, answer, fail })
        }),
      end: async () => void ended.push(thread),
    }
  }
  const pool = threads<{ read(text: string): string }>({
    start,
    limit: 5000,
    idle: 60_000,
    atOnce: needs.atOnce ?? 1,
    waiting: needs.waiting ?? 1,
    wait: (ms, signal) =>
      new Promise<void>((pass, stop) => {
        const pause = { ms, pass }
        pauses.push(pause)
        signal.addEventListener('abort', () => {
          pauses.splice(pauses.indexOf(pause), 1)
          stop(new Error('stopped'))
        })
      }),
  })
  return { pool, asked, ended, pauses, started: () => started }
}
/** Until everything that waits for nobody has happened. */
const settled = () => new Promise(done => setImmediate(done))
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'done',
    error => (error instanceof Fault ? error.code : String(error)),
  )

test('a job is answered by a thread, which is kept for the next one', async () => {
  const { pool, asked, started, pauses } = standIn()
  const first = pool.run('read', 'a')
  await settled()
  asked[0]!.answer('A')
  expect(await first).toBe('A')
  const second = pool.run('read', 'b')
  await settled()
  asked[1]!.answer('B')
  expect(await second).toBe('B')
  expect(started()).toBe(1)
  expect(pauses.map(({ ms }) => ms)).toEqual([60_000])
})

test('a job that takes too long is refused and its thread ended; the next one has a new thread', async () => {
  const { pool, asked, ended, pauses } = standIn()
  const slow = codeOf(pool.run('read', 'a'))
  await settled()
  expect(pauses.map(({ ms }) => ms)).toEqual([5000])
  pauses[0]!.pass()
  expect(await slow).toBe('text.slow')
  expect(ended).toEqual([1])
  const next = pool.run('read', 'b')
  await settled()
  expect(asked[1]).toMatchObject({ input: 'b', thread: 2 })
  asked[1]!.answer('B')
  expect(await next).toBe('B')
})

test('so many run at once, so many wait in their order, and one more is refused', async () => {
  const { pool, asked } = standIn({ atOnce: 2, waiting: 1 })
  const runs = ['a', 'b', 'c'].map(text => pool.run('read', text))
  await settled()
  expect(asked.map(({ input }) => input)).toEqual(['a', 'b'])
  expect(await codeOf(pool.run('read', 'd'))).toBe('text.busy')
  asked[0]!.answer('A')
  await settled()
  expect(asked[2]).toMatchObject({ input: 'c' })
  asked[1]!.answer('B')
  asked[2]!.answer('C')
  expect(await Promise.all(runs)).toEqual(['A', 'B', 'C'])
})

test('a thread that fails is ended, and its place is free again', async () => {
  const { pool, asked, ended } = standIn()
  const failing = codeOf(pool.run('read', 'a'))
  await settled()
  asked[0]!.fail(new Error('a bug'))
  expect(await failing).toBe('Error: a bug')
  expect(ended).toEqual([1])
  const next = pool.run('read', 'b')
  await settled()
  asked[1]!.answer('B')
  expect(await next).toBe('B')
})

test('a thread with nothing to do is ended after a while', async () => {
  const { pool, asked, ended, pauses } = standIn()
  const run = pool.run('read', 'a')
  await settled()
  asked[0]!.answer('A')
  await run
  pauses[0]!.pass()
  await settled()
  expect(ended).toEqual([1])
})

test('a thread of its own, started from the source, reads a text', async () => {
  const pool = threads<typeof textJobs>({
    start: () => startThread('text-thread'),
    limit: 100_000,
    atOnce: 1,
    waiting: 1,
    idle: 60_000,
  })
  try {
    const source = '---\nstandard: a\ntitle: 规范\n---\n\n# 甲\n'
    const checking = pool.run('check', { source, needs: { inherited: {}, calendars: {} }, locale: 'zh', now: 0 })
    expect(await checking).toMatchObject({ ok: true, title: '规范', clauses: [{ title: '甲' }] })
  } finally {
    await pool.close()
  }
})
