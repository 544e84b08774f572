/** Work that needs nothing but the processor, in threads of its own: the server goes on answering, and what takes too long is ended. */
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Fault } from '@sansheng/contract/fault.ts'
import { waitingLine } from './waiting-line.ts'

/** Pure functions by name, from data to data. */
export type Jobs = Readonly<Record<string, (input: never) => unknown>>
export type RunApart<J extends Jobs> = <K extends keyof J & string>(
  job: K,
  input: Parameters<J[K]>[0],
) => Promise<ReturnType<J[K]>>

export type Thread = {
  /** Until it has read its code; rejects when it cannot. */
  ready: Promise<unknown>
  /** One at a time. Rejects when the thread ends before it has answered. */
  ask(job: string, input: unknown): Promise<unknown>
  end(): Promise<unknown>
}
type Needs = {
  start(): Thread
  /** Milliseconds that a job may take; the start of its thread is none of it. */
  limit: number
  atOnce: number
  /** Jobs that may wait for a thread; one more is refused. */
  waiting: number
  /** A thread that had nothing to do for so long is ended. */
  idle: number
  wait?(ms: number, signal: AbortSignal): Promise<unknown>
}
export type Threads<J extends Jobs> = { run: RunApart<J>; close(): Promise<void> }

const waitFor = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal, ref: false })

/** @throws Fault `text.slow` when a job takes longer than the limit, `text.busy` when too many wait already */
export function threads<J extends Jobs>({ start, limit, atOnce, waiting, idle, wait = waitFor }: Needs): Threads<J> {
  const resting: { thread: Thread; wake: AbortController }[] = []
  const running = new Set<Thread>()
  const line = waitingLine({ atOnce, places: waiting, full: () => new Fault('text.busy') })

  function rest(thread: Thread): void {
    const place = { thread, wake: new AbortController() }
    resting.push(place)
    wait(idle, place.wake.signal).then(
      () => {
        resting.splice(resting.indexOf(place), 1)
        void thread.end()
      },
      () => {},
    )
  }

  function wakeOrStart(): Thread {
    const place = resting.pop()
    place?.wake.abort()
    return place?.thread ?? start()
  }

  const run: RunApart<J> = (job, input) =>
    line.run(async () => {
      const thread = wakeOrStart()
      running.add(thread)
      await thread.ready.catch(error => {
        running.delete(thread)
        throw error
      })
      const stop = new AbortController()
      const late = wait(limit, stop.signal).then(
        () => 'late' as const,
        () => new Promise<never>(() => {}),
      )
      try {
        const asked = thread.ask(job, input).then(done => ({ done }))
        asked.catch(() => {})
        const first = await Promise.race([late, asked])
        if (first === 'late') throw new Fault('text.slow')
        rest(thread)
        return first.done as ReturnType<J[typeof job]>
      } catch (error) {
        void thread.end()
        throw error
      } finally {
        stop.abort()
        running.delete(thread)
      }
    })
  return {
    run,
    async close() {
      for (const { wake } of resting) wake.abort()
      await Promise.all([...resting.splice(0).map(({ thread }) => thread.end()), ...[...running].map(thread => thread.end())])
    },
  }
}

/** True in what `scripts/build.mjs` makes; not there in the sources. */
declare const BUNDLED: boolean | undefined

/** A thread of Node that runs `server/<name>.ts`: as it was built, or from the source. It may not take the memory of the server. */
export function startThread(name: string): Thread {
  const resourceLimits = { maxOldGenerationSizeMb: 512 }
  const bundled = typeof BUNDLED !== 'undefined'
  const worker = bundled
    ? new Worker(new URL(`../../dist/server/${name}.js`, import.meta.url), { resourceLimits })
    : new Worker(fromSource(new URL(`../${name}.ts`, import.meta.url).href), { eval: true, execArgv: [], resourceLimits })
  worker.unref()
  let answered: { done(value: unknown): void; fail(error: Error): void } | null = null
  const answer = () =>
    new Promise<unknown>((done, fail) => {
      answered = { done, fail }
    })
  const ready = answer()
  // a thread that is ended while nobody listens fails nobody
  ready.catch(() => {})
  worker.on('message', (reply: unknown) => answered?.done(reply))
  // what has no memory left ends with an error of its own
  worker.on('error', (error: NodeJS.ErrnoException) =>
    answered?.fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Fault('text.slow') : error),
  )
  worker.on('exit', () => answered?.fail(new Fault('unavailable')))
  return {
    ready,
    end: () => worker.terminate(),
    async ask(job, input) {
      const asked = answer()
      worker.postMessage({ job, input })
      const reply = (await asked) as { done: unknown } | { failed: string }
      if ('failed' in reply) throw new Error(`The job ${job} failed: ${reply.failed}`)
      return reply.done
    },
  }
}

/** The same package as for `require`, in the form that registers for modules. */
const tsx = () =>
  pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  ).href

const fromSource = (file: string): string =>
  `import(${JSON.stringify(tsx())}).then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`
