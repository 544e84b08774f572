/** What changed between two texts, line by line. */
export type DifferenceLine = { sign: ' ' | '+' | '-'; text: string; before: number | null; after: number | null }
export type Hunk = { lines: DifferenceLine[] }

/** Beyond this many lines on either side of a change, the rest counts as rewritten: nobody reads more in one window. */
const most = 3000
const around = 3

/** Stretches with changes, each with three lines around it; empty when the texts are the same. */
export function difference(before: string, after: string): Hunk[] {
  const lines = compared(before.replaceAll('\r\n', '\n').split('\n'), after.replaceAll('\r\n', '\n').split('\n'))
  const hunks: Hunk[] = []
  let end = -1
  lines.forEach((line, i) => {
    if (line.sign === ' ') return
    const from = Math.max(0, i - around)
    const to = Math.min(lines.length, i + around + 1)
    if (from <= end) hunks.at(-1)!.lines.push(...lines.slice(end, to))
    else hunks.push({ lines: lines.slice(from, to) })
    end = Math.max(end, to)
  })
  return hunks
}

function compared(a: string[], b: string[]): DifferenceLine[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let tail = 0
  while (tail < a.length - start && tail < b.length - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const same = (from: number, count: number, shift: number): DifferenceLine[] =>
    Array.from({ length: count }, (_, i) => ({
      sign: ' ',
      text: a[from + i]!,
      before: from + i + 1,
      after: from + i + 1 + shift,
    }))
  return [
    ...same(0, start, 0),
    ...middle(a.slice(start, a.length - tail), b.slice(start, b.length - tail), start),
    ...same(a.length - tail, tail, b.length - a.length),
  ]
}

/** By the longest common subsequence. */
function middle(a: string[], b: string[], offset: number): DifferenceLine[] {
  const minus = (i: number): DifferenceLine => ({ sign: '-', text: a[i]!, before: offset + i + 1, after: null })
  const plus = (j: number): DifferenceLine => ({ sign: '+', text: b[j]!, before: null, after: offset + j + 1 })
  if (a.length > most || b.length > most) return [...a.map((_, i) => minus(i)), ...b.map((_, j) => plus(j))]
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  const lines: DifferenceLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ sign: ' ', text: a[i]!, before: offset + i + 1, after: offset + j + 1 })
      i++
      j++
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) lines.push(minus(i++))
    else lines.push(plus(j++))
  }
  while (i < a.length) lines.push(minus(i++))
  while (j < b.length) lines.push(plus(j++))
  return lines
}
