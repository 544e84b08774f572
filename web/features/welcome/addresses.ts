/** Addresses that are pasted, one a line, as the register takes them: with an account number before or behind, or without. Pure. */
import { readAddress, readPlaces } from '@sansheng/contract/address.ts'

export type PastedAddress = { code: string | null; address: string }
export type PastedAddresses = {
  addresses: PastedAddress[]
  /** How many lines say what another one said. */
  twice: number
  /** Lines that name no single address, as they were written. */
  unread: string[]
}

const code = String.raw`[A-Za-z]{0,4}\d{4,16}`
const separator = String.raw`\s*[\t,，;；|]\s*`
const codeFirst = new RegExp(`^(${code})(?:${separator}|\\s+)(.*\\D.*)$`)
const codeLast = new RegExp(`^(.*\\D.*?)${separator}(${code})$`)
export const mostAddresses = 2000
const longest = 200

export function readPasted(text: string): PastedAddresses {
  const found = new Map<string, PastedAddress>()
  const unread: string[] = []
  let twice = 0
  for (const line of text.split(/\r?\n/).map(part => part.trim())) {
    if (line === '') continue
    const one = readLine(line)
    // 7 栋 and 7 幢 are one building
    const key = one && JSON.stringify(readAddress(one.address))
    if (!one || found.size >= mostAddresses) unread.push(line)
    else if (found.has(key!)) twice++
    else found.set(key!, one)
  }
  return { addresses: [...found.values()], twice, unread }
}

function readLine(line: string): PastedAddress | null {
  const first = codeFirst.exec(line)
  const last = first ? null : codeLast.exec(line)
  const address = (first?.[2] ?? last?.[1] ?? line).replace(/\s+/g, ' ').trim()
  const isNamed = /\p{L}/u.test(address) && address.length <= longest
  return isNamed && isSingle(address) ? { code: first?.[1] ?? last?.[2] ?? null, address } : null
}

/** Neither a range, a list nor “around there”; `7-2-601` is building, entrance and room. */
function isSingle(address: string): boolean {
  if (/\d-\d+-\d/.test(address)) return true
  const { places, unclear } = readPlaces(address)
  const isOne = (ranges: readonly { from: number; to: number }[]) => ranges.length === 1 && ranges[0]!.from === ranges[0]!.to
  const tokens = places[0] ?? []
  return places.length === 1 && unclear.length === 0 && tokens.every(token => typeof token === 'string' || isOne(token.ranges))
}
