/** One row of docs/requirements.md. `line` is where it stands, counted from 1. */
export interface Row {
  line: number
  number: string
  text: string
  state: string
  /** What a part still lacks, in a word: `part: no call screen`. */
  missing: string
  tests: string[]
  /** Where standards that ship say it, and by which rules. */
  rules: string
}

/** A test file and every requirement that a title in it names. */
export interface Proof {
  file: string
  numbers: string[]
}

export const states = ['done', 'part', 'later']

/** Tests of rules and of shared code alone. They show that a rule is right, not that anybody meets it. */
const behindTheScreen = /^(?:bench|bin|contract|rulebook|scripts|standards)\/|\/rules\.test\.ts$/

/** Every number that has to stand in the list, R001–R369 and A001–A026. */
export const allNumbers = [...span('R', 1, 369), ...span('A', 1, 26)]

/** Where sources differ, C1–C22 and N1–N12. */
const allDifferences = [...span('C', 1, 22, 1), ...span('N', 1, 12, 1)]
const difference = /^\| ([CN]\d{1,2}) \| ([^|]+) \|(?: ([^|]*))?\|$/

/** The rows of the list. A line that begins like a row but cannot be read as one comes back in `broken`. */
export function readRows(document: string): { rows: Row[]; broken: number[] } {
  const rows: Row[] = []
  const broken: number[] = []
  for (const [at, text] of document.split('\n').entries()) {
    if (!/^\|\s*[RA]\d/.test(text)) continue
    const cells = text
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim())
    const [number = '', words = '', stated = '', tests = '', rules = ''] = cells
    if (cells.length !== 5 || !/^[RA]\d{3}$/.test(number) || words === '') broken.push(at + 1)
    else {
      const [, state = stated, missing = ''] = /^(\w+): (.+)$/.exec(stated) ?? []
      const files = [...tests.matchAll(/`([^`]+)`/g)].map(match => match[1]!)
      rows.push({ line: at + 1, number, text: words, state, missing, tests: files, rules })
    }
  }
  return { rows, broken }
}

/**
 * The requirements that a test title names: `R127: …`, `R135, R136: …`, `R127/R128 …`, `R111–R126: …`, `… (R127)`.
 * An A-number counts only at the beginning or in brackets, because A012 is also what a queue ticket looks like.
 */
export function numbersIn(title: string): string[] {
  const lead = /^(?:[RA]\d{3}\b\s*(?:,|、|\/|&|\+|=|–|-|\.\.|to\b|and\b)?\s*)+/.exec(title)?.[0] ?? ''
  const brackets = [...title.matchAll(/[(（]([^)）]*)[)）]/g)].map(match => match[1]!)
  const found = new Set(namedIn('R', title))
  for (const text of [lead, ...brackets]) for (const number of namedIn('A', text)) found.add(number)
  return [...found]
}

/** What is wrong with the list, in sentences; empty when the list and the tests agree. */
export function problems(document: string, proofs: readonly Proof[], rules: ReadonlyMap<string, string> = new Map()): string[] {
  const { rows, broken } = readRows(document)
  const known = new Set(allNumbers)
  const rowOf = new Map(rows.map(row => [row.number, row]))
  const namedBy = new Map(proofs.map(proof => [proof.file, new Set(proof.numbers)]))
  const found = broken.map(line => `line ${line}: a row is | number | text | state | tests | rules |`)
  for (const number of known) if (!rowOf.has(number)) found.push(`${number}: missing`)
  for (const row of rows) {
    const report = (what: string) => found.push(`${row.number} (line ${row.line}): ${what}`)
    if (!known.has(row.number)) report('no such requirement')
    if (rowOf.get(row.number) !== row) report('stands twice')
    if (!states.includes(row.state)) report(`state is "${row.state}", not one of ${states.join(', ')}`)
    if (row.state === 'later' && row.tests.length > 0) report('names tests, so it is not later')
    if (row.state !== 'later' && row.tests.length === 0) report(`is ${row.state} but names no test`)
    if (row.state !== 'part' && row.missing !== '') report(`lacks something, so it is not ${row.state}`)
    if (row.tests.length > 0 && row.tests.every(file => behindTheScreen.test(file))) {
      if (row.state === 'done') report('is done but only tests of rules name it')
      if (row.state === 'part' && row.missing === '') report('no screen, paper, phone or command shows it: say what is missing')
    }
    if (row.rules !== (rules.get(row.number) ?? ''))
      report('standards/links leads to other rules; run npx tsx scripts/requirements-update.ts')
    for (const file of row.tests) {
      if (!namedBy.has(file)) report(`${file} does not exist`)
      else if (!namedBy.get(file)!.has(row.number)) report(`no test title in ${file} names it`)
    }
  }
  for (const { file, numbers } of proofs) {
    for (const number of numbers) {
      const row = rowOf.get(number)
      if (!known.has(number)) found.push(`${file}: names ${number}, which is no requirement`)
      else if (row && (row.state === 'later' || !row.tests.includes(file)))
        found.push(`${number} (line ${row.line}): ${file} names it, the row does not; run npx tsx scripts/requirements-update.ts`)
    }
  }
  return found
}

/** What is wrong with the list of what differs: each number once, in order, with the rules of standards/links. */
export function differenceProblems(document: string, rules: ReadonlyMap<string, string>): string[] {
  const rows = document.split('\n').flatMap(line => {
    const match = difference.exec(line)
    return match ? [{ number: match[1]!, rules: (match[3] ?? '').trim() }] : []
  })
  const numbers = rows.map(({ number }) => number)
  const stale = rows.filter(({ number, rules: said }) => said !== (rules.get(number) ?? ''))
  return [
    ...(numbers.join() === allDifferences.join() ? [] : [`what differs is not ${allDifferences.join()}, but ${numbers.join()}`]),
    ...stale.map(({ number }) => `${number}: standards/links leads to other rules; run npx tsx scripts/requirements-update.ts`),
  ]
}

/**
 * The list with its last columns filled: tests from their titles, rules from standards/links. `later` becomes `part` where there is a
 * test and back where none is left.
 */
export function filled(document: string, proofs: readonly Proof[], rules: ReadonlyMap<string, string> = new Map()): string {
  const lines = document.split('\n')
  for (const row of readRows(document).rows) {
    const files = proofs.filter(proof => proof.numbers.includes(row.number)).map(proof => proof.file)
    const tests = files.sort().map(file => `\`${file}\``)
    const state = row.state === 'done' ? 'done' : tests.length > 0 ? 'part' : 'later'
    const stated = state === 'part' && row.missing !== '' ? `part: ${row.missing}` : state
    const cells = [row.number, row.text, stated, tests.join(', '), rules.get(row.number) ?? '']
    lines[row.line - 1] = `| ${cells.join(' | ')} |`.replace(/ {2}(?=\|)/g, ' ')
  }
  return lines
    .map(line => {
      const [, number, words] = difference.exec(line) ?? []
      return number ? `| ${number} | ${words} | ${rules.get(number) ?? ''} |`.replace(/ {2}(?=\|)/g, ' ') : line
    })
    .join('\n')
}

/** Rows marked done of which no named file has a passed test that names the number. `passed` holds only what passed. */
export function unproved(document: string, passed: readonly Proof[]): Row[] {
  const proved = (row: Row) => passed.some(({ file, numbers }) => row.tests.includes(file) && numbers.includes(row.number))
  return readRows(document).rows.filter(row => row.state === 'done' && !proved(row))
}

function namedIn(letter: 'R' | 'A', text: string): string[] {
  const one = `\\b${letter}(\\d{3})\\b`
  const pattern = new RegExp(`${one}(?:\\s*(?:–|-|\\.\\.|\\bto\\b)\\s*${one})?`, 'g')
  return [...text.matchAll(pattern)].flatMap(match => span(letter, Number(match[1]), Number(match[2] ?? match[1])))
}

function span(letter: string, first: number, last: number, digits = 3): string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => `${letter}${String(first + at).padStart(digits, '0')}`)
}
