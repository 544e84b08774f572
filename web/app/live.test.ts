import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Envelope, startLive } from './live.ts'

class FakeSource {
  static opened: FakeSource[] = []
  static CLOSED = 2
  readyState = 1
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  reload: ((event: { data: string }) => void) | null = null
  readonly url: string
  constructor(url: string) {
    this.url = url
    FakeSource.opened.push(this)
  }
  addEventListener(_: string, listen: (event: { data: string }) => void) {
    this.reload = listen
  }
  close() {
    this.readyState = 2
  }
  say(position: number, type: string) {
    this.onmessage?.({ data: JSON.stringify({ position, type, siteId: 1, refs: {} }) })
  }
  stands(position: number) {
    this.reload?.({ data: JSON.stringify({ position }) })
  }
}

/** Tabs of one browser: messages go to all the others, a lock to one at a time. */
class FakeChannel {
  static all: FakeChannel[] = []
  onmessage: ((event: { data: unknown }) => void) | null = null
  constructor() {
    FakeChannel.all.push(this)
  }
  postMessage(data: unknown) {
    for (const other of FakeChannel.all) if (other !== this) other.onmessage?.({ data })
  }
  close() {
    FakeChannel.all = FakeChannel.all.filter(c => c !== this)
  }
}
let queue: (() => void)[]
const locks = {
  request: (_: string, work: () => Promise<void> | undefined) => {
    const turn = () => void Promise.resolve(work()).then(next)
    queue.push(turn)
    if (queue.length === 1) turn()
  },
}
const next = () => {
  queue.shift()
  queue[0]?.()
}

const refreshes = { ticket: ['/tickets'], notice: ['/notice'] }
const tab = () => {
  const client = new QueryClient()
  const asked: boolean[] = []
  const heard: Envelope[] = []
  const predicates: string[][] = []
  const paths = ['/sites/:siteId/tickets', '/sites/:siteId/notices', '/sites/:siteId/customers']
  vi.spyOn(client, 'invalidateQueries').mockImplementation(async filters => {
    const touches = filters?.predicate
    predicates.push(touches ? paths.filter(p => touches({ queryKey: [p, {}] } as never)) : paths)
    asked.push(true)
  })
  return { heard, predicates, stop: startLive(client, refreshes, { onEntry: e => heard.push(e) }) }
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSource.opened = []
  FakeChannel.all = []
  queue = []
  vi.stubGlobal('EventSource', FakeSource)
  vi.stubGlobal('BroadcastChannel', FakeChannel)
  vi.stubGlobal('navigator', { locks })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the live stream', () => {
  it('opens one connection for all tabs, and every tab hears it', () => {
    const tabs = [tab(), tab(), tab()]
    expect(FakeSource.opened).toHaveLength(1)
    FakeSource.opened[0]!.stands(7)
    FakeSource.opened[0]!.say(8, 'ticket.registered')
    expect(tabs.map(t => t.heard.map(e => e.position))).toEqual([[8], [8], [8]])
  })

  it('goes on in another tab from where it stood when the leader is closed', async () => {
    const [first, second] = [tab(), tab()]
    FakeSource.opened[0]!.say(41, 'ticket.registered')
    first.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(FakeSource.opened.map(s => s.url)).toEqual(['/api/stream', '/api/stream?after=41'])
    FakeSource.opened[1]!.say(42, 'ticket.closed')
    expect(second.heard.map(e => e.position)).toEqual([41, 42])
  })

  it('tells a tab that comes later where it stands, so that even a silent one can go on', async () => {
    const first = tab()
    FakeSource.opened[0]!.stands(90)
    const late = tab()
    first.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(FakeSource.opened.at(-1)!.url).toBe('/api/stream?after=90')
    late.stop()
  })

  it('asks again only what an entry touches, once for many that come together', async () => {
    const one = tab()
    const source = FakeSource.opened[0]!
    source.say(1, 'ticket.registered')
    source.say(2, 'ticket.notified')
    source.say(3, 'notice.published')
    await vi.advanceTimersByTimeAsync(200)
    expect(one.predicates).toEqual([['/sites/:siteId/tickets', '/sites/:siteId/notices']])
  })

  it('does not act twice on an entry that is told twice', () => {
    const one = tab()
    FakeSource.opened[0]!.say(5, 'ticket.registered')
    FakeSource.opened[0]!.say(5, 'ticket.registered')
    expect(one.heard).toHaveLength(1)
  })

  it('reads everything anew when it was away for too long, and once after the page has come', async () => {
    const one = tab()
    const source = FakeSource.opened[0]!
    source.stands(10)
    await vi.advanceTimersByTimeAsync(2000)
    source.stands(9000)
    await vi.advanceTimersByTimeAsync(200)
    expect(one.predicates.map(p => p.length)).toEqual([3, 3])
  })

  it('connects again after a refusal, from where it stood', async () => {
    tab()
    const source = FakeSource.opened[0]!
    source.say(12, 'ticket.registered')
    source.close()
    source.onerror?.()
    await vi.advanceTimersByTimeAsync(3000)
    expect(FakeSource.opened.at(-1)!.url).toBe('/api/stream?after=12')
  })

  it('listens in each tab for itself where the browser has no locks', () => {
    vi.stubGlobal('navigator', {})
    const tabs = [tab(), tab()]
    expect(FakeSource.opened).toHaveLength(2)
    FakeSource.opened[0]!.say(1, 'ticket.registered')
    FakeSource.opened[1]!.say(1, 'ticket.registered')
    expect(tabs.map(t => t.heard.length)).toEqual([1, 1])
  })
})
