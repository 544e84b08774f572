/** A few hashes at a time, the others wait in a line that has an end. */
import { Fault } from '@sansheng/contract/fault.ts'
import { waitingLine } from '../../platform/waiting-line.ts'

export type HashLine = {
  /** `trusted`: whoever is signed in or sits at a device that is known. He goes first, and strangers cannot fill his part of the line. */
  run<T>(trusted: boolean, work: () => Promise<T>): Promise<T>
}

/** What somebody is told to wait when the line is full: about as long as a full line takes. */
const full = { seconds: 2 }

/** A hash takes 19 MiB and the whole of a processor for some hundredths of a second, so `atOnce` is a number of processors, not of people. */
export function hashLine({ atOnce, places }: { atOnce: number; places: number }): HashLine {
  const line = waitingLine({ atOnce, places, full: () => new Fault('password.busy', full) })
  return { run: (trusted, work) => line.run(work, trusted) }
}
