import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type DueSource, dueWorker, type Worker } from './worker.ts'

const log = pino({ level: 'silent' })
let worker: Worker | undefined
const lateness: [string, number][] = []
beforeEach(() => {
  lateness.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 })
})
afterEach(async () => {
  await worker?.stop()
  vi.useRealTimers()
})

type Row = { dueAt: number; name: string }
/** Rows in memory, as the tables of clocks and jobs behave; `looks` are the instants at which it was asked. */
function rows(...due: Row[]) {
  const waiting = [...due]
  const ran: [string, number][] = []
  const looks: number[] = []
  const source: DueSource<Row> = {
    name: 'rows',
    async take(now, limit) {
      looks.push(now)
      const mine = waiting.filter(r => r.dueAt <= now).slice(0, limit)
      for (const row of mine) waiting.splice(waiting.indexOf(row), 1)
      return mine
    },
    run: async row => void ran.push([row.name, Date.now()]),
    next: async () => waiting.reduce<number | null>((least, r) => (least === null || r.dueAt < least ? r.dueAt : least), null),
  }
  return { source, ran, looks, add: (row: Row) => void waiting.push(row) }
}
function start(...sources: DueSource<Row>[]): Worker {
  worker = dueWorker({
    sources: sources as DueSource[],
    now: Date.now,
    log,
    lateness: (name, ms) => void lateness.push([name, ms]),
  })
  worker.start()
  return worker
}

test('it sleeps until the next due instant, fires it then, and looks at nothing in between', async () => {
  const { source, ran, looks } = rows({ name: 'late', dueAt: 20_000 }, { name: 'soon', dueAt: 5_000 })
  start(source)
  await vi.advanceTimersByTimeAsync(4_999)
  expect([ran, looks]).toEqual([[], [0]])
  await vi.advanceTimersByTimeAsync(1)
  expect(ran).toEqual([['soon', 5_000]])
  await vi.advanceTimersByTimeAsync(15_000)
  expect(ran.at(-1)).toEqual(['late', 20_000])
  expect(lateness).toEqual([
    ['rows', 0],
    ['rows', 0],
  ])
})

test('something that falls due earlier than it sleeps wakes it then; something later does not', async () => {
  const { source, ran, looks, add } = rows({ name: 'first', dueAt: 20_000 })
  const it = start(source)
  await vi.advanceTimersByTimeAsync(1_000)
  add({ name: 'earlier', dueAt: 3_000 })
  it.wakeBy(3_000)
  add({ name: 'afterwards', dueAt: 25_000 })
  it.wakeBy(25_000)
  await vi.advanceTimersByTimeAsync(1_999)
  expect(looks).toEqual([0])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(ran).toEqual([
    ['earlier', 3_000],
    ['first', 20_000],
    ['afterwards', 25_000],
  ])
})

test('what falls due while it works is not slept over', async () => {
  const { source, ran, add } = rows({ name: 'first', dueAt: 0 })
  const run = source.run
  const it = start({
    ...source,
    async run(row) {
      await run(row)
      if (row.name === 'first') {
        add({ name: 'child', dueAt: 2_000 })
        it.wakeBy(2_000)
      }
    },
  })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(ran).toEqual([
    ['first', 0],
    ['child', 2_000],
  ])
})

test('it looks every half minute, as another node may have written something and died', async () => {
  const { source, ran, looks, add } = rows()
  start(source)
  await vi.advanceTimersByTimeAsync(1_000)
  add({ name: 'orphan', dueAt: 2_000 })
  await vi.advanceTimersByTimeAsync(29_000)
  expect([ran, looks.slice(0, 2)]).toEqual([[['orphan', 30_000]], [0, 30_000]])
})

test('a row that fails does not keep the others, nor does a source that cannot be asked', async () => {
  const { source, ran } = rows({ name: 'good', dueAt: 0 }, { name: 'bad', dueAt: 0 }, { name: 'good too', dueAt: 10 })
  let away = true
  start({
    ...source,
    async take(now, limit) {
      if (away) throw new Error('the database is away')
      return await source.take(now, limit)
    },
    async next(now) {
      if (away) throw new Error('the database is away')
      return await source.next(now)
    },
    async run(row) {
      if (row.name === 'bad') throw new Error('bad')
      await source.run(row)
    },
  })
  await vi.advanceTimersByTimeAsync(3_000)
  away = false
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ran.map(([name]) => name)).toEqual(['good', 'good too'])
})

test('what another transaction holds is asked for again without turning in circles', async () => {
  let asked = 0
  const held: DueSource<Row> = {
    name: 'held',
    async take() {
      asked += 1
      return []
    },
    run: async () => {},
    next: async () => 0,
  }
  start(held)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toBeGreaterThan(10)
  expect(asked).toBeLessThan(100)
})

test('stopping waits for what runs and begins nothing more', async () => {
  const { source, ran } = rows({ name: 'one', dueAt: 0 }, { name: 'never', dueAt: 50 })
  let release = () => {}
  const held = new Promise<void>(done => {
    release = done
  })
  const it = start({
    ...source,
    async run(row) {
      await held
      await source.run(row)
    },
  })
  await vi.advanceTimersByTimeAsync(0)
  let stopped = false
  const stopping = it.stop().then(() => {
    stopped = true
  })
  await vi.advanceTimersByTimeAsync(100)
  expect(stopped).toBe(false)
  release()
  await stopping
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ran.map(([name]) => name)).toEqual(['one'])
})
