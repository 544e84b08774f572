/** Aho–Corasick over UTF-16 units: all entries in one pass, overlapping ones too. */

/** Calls `found` for every entry that ends at unit `end` (exclusive). */
export type Automaton = { scan: (units: readonly number[], found: (entry: number, end: number) => void) => void }

type Node = {
  next: Map<number, Node>
  fail: Node | null
  entries: number[] /** Nearest suffix at which an entry ends. */
  shorter: Node | null
}

/** Empty entries are never found; equal ones are all found. */
export function automaton(entries: readonly (readonly number[])[]): Automaton {
  const root = node()
  entries.forEach((units, entry) => {
    if (units.length === 0) return
    let at = root
    for (const unit of units) {
      const next = at.next.get(unit) ?? node()
      at.next.set(unit, next)
      at = next
    }
    at.entries.push(entry)
  })
  link(root)
  // Most text is in no entry at all: one look into a table is all that it costs.
  const first: (Node | undefined)[] = new Array(0x10000)
  for (const [unit, next] of root.next) first[unit] = next
  return {
    scan: (units, found) => {
      let at = root
      for (let i = 0; i < units.length; i++) {
        const unit = units[i]!
        let next = at === root ? first[unit] : at.next.get(unit)
        while (!next && at !== root) {
          at = at.fail!
          next = at === root ? first[unit] : at.next.get(unit)
        }
        if (!next) continue
        at = next
        for (let hit: Node | null = at.entries.length > 0 ? at : at.shorter; hit; hit = hit.shorter)
          for (const entry of hit.entries) found(entry, i + 1)
      }
    },
  }
}

function node(): Node {
  return { next: new Map(), fail: null, entries: [], shorter: null }
}

/** Breadth first, so that what a node falls back to is linked before it. */
function link(root: Node): void {
  const queue: Node[] = [root]
  for (let i = 0; i < queue.length; i++) {
    const at = queue[i]!
    for (const [unit, next] of at.next) {
      let back = at.fail
      while (back && !back.next.has(unit)) back = back.fail
      next.fail = back ? back.next.get(unit)! : root
      next.shorter = next.fail.entries.length > 0 ? next.fail : next.fail.shorter
      queue.push(next)
    }
  }
}
