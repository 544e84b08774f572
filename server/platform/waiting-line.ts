/** Work of which only so much runs at once; the rest waits in a line that has an end. */
export type WaitingLine = {
  /** `first`: goes before the others, and has places of its own that they cannot fill. */
  run<T>(work: () => Promise<T>, first?: boolean): Promise<T>
}

/** `places`: how many may wait, in each of the two lines; `full` gives what the next one is refused with. */
export function waitingLine({ atOnce, places, full }: { atOnce: number; places: number; full(): Error }): WaitingLine {
  let running = 0
  const ahead: (() => void)[] = []
  const line: (() => void)[] = []
  return {
    async run(work, first = false) {
      if (running < atOnce) running += 1
      else {
        const its = first ? ahead : line
        if (its.length >= places) throw full()
        await new Promise<void>(begin => its.push(begin))
      }
      try {
        return await work()
      } finally {
        // the next one takes over the place that is free
        const next = ahead.shift() ?? line.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}
