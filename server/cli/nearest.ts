/** The name that takes the fewest single-letter edits, if they are few enough to be a slip of the finger. */
export function nearest(word: string, names: string[]): string | undefined {
  const ranked = names.map(name => ({ name, edits: edits(word.toLowerCase(), name) })).sort((a, b) => a.edits - b.edits)
  const best = ranked[0]
  return best && best.edits <= Math.max(2, Math.floor(best.name.length / 2)) ? best.name : undefined
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
