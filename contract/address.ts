/**
 * Addresses and the places of notices, read as words and numbers: `槐荫里 7 栋 2 单元 601`, `临川路 3 至 25 号单号`, `槐荫里 6、8 栋`. One
 * reader serves notices, intake and whatever compares addresses; 栋, 幢, 座 and 号楼 are one.
 */

import { readNumeral } from '@sansheng/rulebook/vocabulary'

const units = {
  building: /^(?:号楼|#楼?|栋|幢|座)/,
  lane: /^弄/,
  entrance: /^(?:单元|门)/,
  floor: /^(?:层|楼)/,
  room: /^(?:室|户|房)/,
  number: /^号/,
} as const
type Unit = keyof typeof units
type Parity = 'odd' | 'even'
type Numbers = { ranges: { from: number; to: number }[]; unit: Unit | null; parity: Parity | null }
type Token = string | Numbers

/** One place: its words and numbers in their order. */
type Place = readonly Token[]
export type ReadPlaces = {
  /** A line may name several: `槐荫里 6 栋、桐花苑 8 栋`. */
  places: Place[]
  /** Parts that name no place that an address could be compared with, as they were written. */
  unclear: string[]
}

const NUMERAL = '零〇一二两三四五六七八九十百'
const BETWEEN = '至到~\\-—–'
const LIST = '、,;/和及与'
const numerals = new RegExp(
  `[${NUMERAL}]{1,5}(?=(?:\\s*[${BETWEEN}${LIST}]\\s*[${NUMERAL}\\d]{1,5})*\\s*(?:号|#|栋|幢|座|弄|单元|层|室))`,
  'gu',
)

const one = `\\d{1,9}\\s*(?:号|栋|幢|座)?(?:\\s*[${BETWEEN}]\\s*\\d{1,9})?`
const list = new RegExp(`^${one}(?:\\s*[${LIST}]\\s*${one})*`)
const listed = new RegExp(`[${LIST}]`)

/** One width, one case, digits for numerals that count houses. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(numerals, word => String(readNumeral(word) ?? word))
    .replace(/([a-z])\s*(?:号楼|幢|座)/g, '$1栋')
}

/** What a customer or the register calls a place: numbers joined by a hyphen are building, entrance and room. */
export function readAddress(text: string): Place {
  const tokens: Token[] = []
  const rest = plain(text)
  for (let at = 0; at < rest.length; ) {
    const figure = /^\d{1,9}/.exec(rest.slice(at, at + 9))
    if (figure) {
      at += figure[0].length
      const [unit, length] = unitAt(rest, at)
      at += length
      tokens.push({ ranges: [{ from: Number(figure[0]), to: Number(figure[0]) }], unit, parity: null })
    } else at += addWord(tokens, rest[at]!)
  }
  return tokens
}

/** What a person wrote as the place of a notice: ranges, lists, odd and even numbers, several places in one line. */
export function readPlaces(text: string): ReadPlaces {
  const rest = plain(text)
  const unclear: string[] = []
  const found: Token[][] = [[]]
  let parity: Parity | null = null
  for (let at = 0; at < rest.length; ) {
    const tokens = found.at(-1)!
    const side = /^(单|奇|双|偶)(?:号|数)/.exec(rest.slice(at, at + 2))
    const group = side ? null : numbersAt(rest, at, unclear)
    if (side) {
      at += side[0].length
      const last = tokens.at(-1)
      const which: Parity = '单奇'.includes(side[1]!) ? 'odd' : 'even'
      if (last !== undefined && typeof last !== 'string') last.parity = which
      else if (/^\s*\d/.test(rest.slice(at))) parity = which
      else tokens.push({ ranges: [{ from: 1, to: Number.POSITIVE_INFINITY }], unit: 'number', parity: which })
    } else if (group) {
      at += group.length
      for (const numbers of group.numbers) addNumbers(found, { ...numbers, parity })
      parity = null
    } else if (/[、,;]/.test(rest[at]!) || (/[和及与]/.test(rest[at]!) && typeof tokens.at(-1) === 'object')) {
      at += 1
      const next = rest.slice(at).trimStart()
      if (tokens.length > 0 && next !== '' && !/^\d|^[单双奇偶][号数]/.test(next)) found.push([])
    } else at += addWord(tokens, rest[at]!)
  }
  const vague = /附近|一带|周边|沿线|部分|以[东南西北]|等$|等[地处]/.exec(rest.trim())
  if (vague) unclear.push(vague[0])
  const places = found.filter(place => place.length > 0)
  if (places.length === 0) unclear.push(text.trim())
  return { places, unclear: [...new Set(unclear)] }
}

/** Whether the address lies in the place. A number is never cut: `1 栋` is not `17 栋`, `1 栋 1` is not `1 栋 101`. */
export function liesIn(address: Place, place: Place): boolean {
  return address.some((_, start) =>
    place.every((wanted, i) => matches(address[start + i], wanted, i === 0, i === place.length - 1)),
  )
}

function matches(token: Token | undefined, wanted: Token, first: boolean, last: boolean): boolean {
  if (token === undefined) return false
  if (typeof wanted === 'string') {
    if (typeof token !== 'string') return false
    if (first && last) return token.includes(wanted)
    return first ? bare(token).endsWith(bare(wanted)) : last ? token.startsWith(wanted) : token === wanted
  }
  if (typeof token === 'string') return false
  const [{ from }] = token.ranges as [{ from: number; to: number }]
  const side = wanted.parity === null || (from % 2 === 1) === (wanted.parity === 'odd')
  const sameUnit = token.unit === null || wanted.unit === null || token.unit === wanted.unit
  return side && sameUnit && wanted.ranges.some(range => from >= range.from && from <= range.to)
}

/** 小区 before a number says no more than the name does. */
const bare = (word: string): string => (word.length > 2 ? word.replace(/小区$/, '') : word)

/** Adds one character to the word that is being read; punctuation and spaces part nothing. Returns how many characters were used. */
function addWord(tokens: Token[], character: string): number {
  if (/[\s\p{P}\p{S}]/u.test(character)) return 1
  if (typeof tokens.at(-1) === 'string') tokens[tokens.length - 1] += character
  else tokens.push(character)
  return 1
}

/** Another number of the same unit widens the last one; one of an earlier unit begins another place of the same words. */
function addNumbers(found: Token[][], numbers: Numbers): void {
  const tokens = found.at(-1)!
  const last = tokens.at(-1)
  if (last !== undefined && typeof last !== 'string' && last.unit === numbers.unit && numbers.unit !== null) {
    last.ranges.push(...numbers.ranges)
    return
  }
  const earlier = tokens.findIndex(token => typeof token !== 'string' && token.unit === numbers.unit && numbers.unit !== null)
  if (earlier < 0) tokens.push(numbers)
  else found.push([...tokens.slice(0, earlier), numbers])
}

function unitAt(text: string, at: number): [Unit | null, number] {
  const rest = text.slice(at, at + 8)
  const space = rest.length - rest.trimStart().length
  for (const [name, pattern] of Object.entries(units) as [Unit, RegExp][]) {
    const match = pattern.exec(rest.slice(space))
    if (match) return [name, space + match[0].length]
  }
  return [null, 0]
}

/** `3 至 25 号`, `1-5、8 栋`, `1号到25号`; `7-2-601` is building, entrance and room. Null where no number stands. */
function numbersAt(text: string, at: number, unclear: string[]): { numbers: Omit<Numbers, 'parity'>[]; length: number } | null {
  const rest = text.slice(at, at + 200)
  const chain = /^\d{1,9}(?:-\d{1,9}){2,}/.exec(rest)
  if (chain) {
    const numbers = chain[0].split('-').map(n => ({ ranges: [{ from: Number(n), to: Number(n) }], unit: null }))
    const [, length] = unitAt(rest, chain[0].length)
    return { numbers, length: chain[0].length + length }
  }
  const match = list.exec(rest)
  if (!match) return null
  // A unit within the list belongs to what stands before it; the last one is read below.
  const written = match[0].replace(/\s*(?:号|栋|幢|座)$/, '')
  const [unit, length] = unitAt(rest, written.length)
  const ranges = written.split(listed).map(part => {
    const [from, to = from] = [...part.matchAll(/\d+/g)].map(([n]) => Number(n)) as [number, number?]
    if (to < from || (to > from && unit === null)) unclear.push(part.trim())
    return { from, to }
  })
  return { numbers: [{ ranges, unit }], length: written.length + length }
}
