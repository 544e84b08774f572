/** One worker for everything that is due: clocks and jobs alike. It sleeps until the next due instant and is told when one comes earlier. */
import type { Logger } from 'pino'

export type DueRow = { dueAt: number }
export type DueSource<R extends DueRow = DueRow> = {
  name: string
  /** Takes up to `limit` due rows under a lease, so that no other worker takes them meanwhile. */
  take(now: number, limit: number): Promise<R[]>
  run(row: R): Promise<void>
  /** When the next row falls due, lease-held rows included; null when there is none. */
  next(now: number): Promise<number | null>
}

export type Worker = {
  /** Runs all that is due now and returns how many rows ran. What tests call after moving the clock. */
  runDue(): Promise<number>
  start(): void
  /** Something falls due at this instant: it must not sleep past it. */
  wakeBy(at: number): void
  stop(): Promise<void>
}

/** A look at least this often: another node may have written something and died. */
const atLeastEvery = 30_000
const whenUnanswered = 1_000
/** What is due and yet not to be had is in the hands of another transaction: it is not asked for without a breath. */
const breath = 20
const batch = 200
const atOnce = 4

export function dueWorker(needs: {
  sources: DueSource[]
  now(): number
  log: Logger
  lateness(source: string, ms: number): void
}): Worker {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<unknown> | null = null
  let again = false
  let asleepUntil = Number.POSITIVE_INFINITY
  let stopped = true
  /** What was taken is finished; nothing more is taken. */
  let stopping = false

  async function runDue(): Promise<number> {
    let ran = 0
    for (const source of needs.sources) {
      while (!stopping) {
        const rows = await source.take(needs.now(), batch)
        if (rows.length === 0) break
        await inParallel(rows, async row => {
          needs.lateness(source.name, needs.now() - row.dueAt)
          await source
            .run(row)
            .catch(error =>
              needs.log.error({ err: error, source: source.name }, 'due work failed; its lease lets it be tried again'),
            )
        })
        ran += rows.length
      }
    }
    return ran
  }

  async function pass(): Promise<number> {
    try {
      return await runDue()
    } catch (error) {
      needs.log.error({ err: error }, 'the worker could not look for due work')
      return 0
    }
  }

  async function nextDelay(): Promise<number> {
    let next = Number.POSITIVE_INFINITY
    // a database that does not answer is asked again soon: what fell due meanwhile waits
    for (const source of needs.sources)
      next = Math.min(
        next,
        (await source.next(needs.now()).catch(() => needs.now() + whenUnanswered)) ?? Number.POSITIVE_INFINITY,
      )
    return Math.max(0, Math.min(atLeastEvery, next - needs.now()))
  }

  async function loop(): Promise<void> {
    let ran = 0
    do {
      again = false
      ran = await pass()
    } while (again && !stopped)
    const delay = await nextDelay()
    if (!stopped) sleep(again ? 0 : Math.max(ran === 0 ? breath : 0, delay))
  }

  function sleep(delay: number): void {
    if (timer) clearTimeout(timer)
    asleepUntil = needs.now() + delay
    timer = setTimeout(look, delay)
  }

  function look(): void {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    if (timer) clearTimeout(timer)
    timer = null
    running = loop().finally(() => {
      running = null
      if (again) look()
    })
  }

  return {
    runDue,
    start() {
      stopped = false
      stopping = false
      look()
    },
    wakeBy(at) {
      if (stopped) return
      if (running) again = true
      else if (at < asleepUntil) sleep(Math.max(0, at - needs.now()))
    },
    async stop() {
      stopped = true
      stopping = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}

async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane))
}
