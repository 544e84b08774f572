/** Runs a command in this process. */
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Io } from '../io.ts'

export type Printed = { code: number; out: string; err: string }

/** The exit code and everything that was printed; the output takes little at a time, as a slow pipe does. */
export async function printedBy(
  work: (io: Io) => Promise<number>,
  { input = [], env = {} }: { input?: Iterable<string | Uint8Array>; env?: Record<string, string> } = {},
): Promise<Printed> {
  const [stdout, stderr] = [new PassThrough({ highWaterMark: 64 }), new PassThrough({ highWaterMark: 64 })]
  const printed = Promise.all([text(stdout), text(stderr)])
  const code = await work({ stdin: Readable.from(input), stdout, stderr, env })
  stdout.end()
  stderr.end()
  const [out, err] = await printed
  return { code, out, err }
}
