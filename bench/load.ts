/** The load: clients that each keep one connection and send the next request when the reply is there. A process of its own. */
import { connect, type Socket } from 'node:net'
import { type Load, requests } from './requests.ts'

export type Loaded = {
  perSecond: number
  requests: number
  p50: number
  p95: number
  p99: number
  wrong: number
  firstWrong: string | null /** Milliseconds of processor time per request; the database's where it is known. */
  spent?: { server: number; database: number }
}

process.once('message', async (load: Load) => {
  process.send!(await run(load))
  process.disconnect()
})

async function run(load: Load): Promise<Loaded> {
  const make = requests(load)
  const took: number[] = []
  const state = { sent: 0, wrong: 0, firstWrong: null as string | null }
  const begin = performance.now()
  const over = () => (load.requests ? state.sent >= load.requests : performance.now() - begin >= (load.seconds ?? 1) * 1000)
  await Promise.all(
    Array.from({ length: load.clients }, async (_, client) => {
      const line = await open(load.port)
      while (!over()) {
        state.sent += 1
        const request = make(client)
        const start = performance.now()
        const reply = await line.ask(request)
        took.push(performance.now() - start)
        if (reply.status === 200) continue
        state.wrong += 1
        state.firstWrong ??= `${reply.status} ${reply.text()}`
      }
      line.close()
    }),
  )
  const seconds = (performance.now() - begin) / 1000
  took.sort((a, b) => a - b)
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0
  return {
    perSecond: (took.length - state.wrong) / seconds,
    requests: took.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    wrong: state.wrong,
    firstWrong: state.firstWrong,
  }
}

type Reply = { status: number; text(): string }
type Line = { ask(request: Buffer): Promise<Reply>; close(): void }

/** HTTP as far as these servers speak it: a status, a length, a body. */
async function open(port: number): Promise<Line> {
  const socket: Socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail))
  let waiting: ((reply: Reply) => void) | null = null
  let pieces: Buffer[] = []
  let have = 0
  let need = -1
  let headEnd = 0
  socket.on('data', piece => {
    pieces.push(piece)
    have += piece.length
    if (need < 0) {
      const all = pieces.length === 1 ? piece : Buffer.concat(pieces)
      headEnd = all.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const length = /content-length: *(\d+)/i.exec(all.toString('latin1', 0, headEnd))
      if (!length) throw new Error('A reply without a length')
      need = headEnd + 4 + Number(length[1])
    }
    if (have < need) return
    const all = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
    const from = headEnd + 4
    pieces = []
    have = 0
    need = -1
    waiting?.({ status: Number(all.toString('latin1', 9, 12)), text: () => all.toString('utf8', from, from + 300) })
  })
  return {
    ask: request =>
      new Promise(done => {
        waiting = done
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}
