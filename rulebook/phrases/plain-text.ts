/** Text as a phrase matcher sees it: NFKC, one case, simplified characters, nothing invisible; every unit knows where it came from. */
import pairs from 'opencc-js/dict/TSCharacters'

/** `from[i]` and `to[i]`: the stretch of the original, in UTF-16 units, that gave unit i; `from` may go on beyond the last unit. */
export type PlainText = { units: number[]; from: number[]; to: number[] }

/** Spaces, control and format characters, variation selectors, and the blank of Braille, which looks like a space. */
const unseen = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
const allUnseen = new RegExp(unseen.source, 'gu')
/** What joins the character before it: combining marks, the voicing marks of half-width kana, vowels and finals of Hangul. */
const joins = /[\p{M}\uFF9E\uFF9F\u1160-\u11FF]/u
const punctuation = /[\p{P}\p{S}]/u

/** Forms of Taiwan and Hong Kong that the table leaves alone, because as traditional characters they are right by themselves. */
const regional = '著 着|痺 痹|簷 檐|顎 腭|敍 叙|枱 台|衞 卫'

let simplified: Map<string, string> | null = null

function simplify(char: string): string {
  simplified ??= new Map(
    `${pairs}|${regional}`.split('|').map(pair => {
      const [traditional, simple] = pair.split(' ')
      return [traditional!, simple!]
    }),
  )
  return simplified.get(char) ?? char
}

function fold(text: string): string {
  const plain = text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(allUnseen, '')
  return Array.from(plain, simplify).join('')
}

/** What one UTF-16 unit becomes: 0 not known yet, 1 nothing, 2 only to be told with its neighbours, else the unit itself. */
const table = new Uint16Array(0x10000)
const [DROPPED, TOGETHER] = [1, 2]

function classify(unit: number): number {
  const char = String.fromCharCode(unit)
  const plain = unit >= 0xd800 && unit <= 0xdfff ? null : fold(char)
  const found =
    plain === null || (joins.test(char) && !unseen.test(char))
      ? TOGETHER
      : plain === ''
        ? DROPPED
        : plain.length === 1
          ? plain.charCodeAt(0)
          : TOGETHER
  table[unit] = found
  return found
}

export function plainText(text: string): PlainText {
  return oneForOne(text) ?? unitByUnit(text)
}

/** Null when some character gives nothing, or more than itself. */
function oneForOne(text: string): PlainText | null {
  const units: number[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const plain = table[unit] || classify(unit)
    if (plain === DROPPED || plain === TOGETHER) return null
    units.push(plain)
  }
  for (let i = places.length; i <= units.length; i++) places.push(i)
  return { units, from: places, to: places.slice(1, units.length + 1) }
}
/** 0, 1, 2 …, as far as any text has needed. */
const places: number[] = [0]

function unitByUnit(text: string): PlainText {
  const out: PlainText = { units: [], from: [], to: [] }
  let last = { from: -1, to: -1, units: 0 }
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i)
    const plain = table[unit] || classify(unit)
    if (plain === DROPPED) i++
    else if (plain !== TOGETHER) {
      last = { from: i, to: i + 1, units: out.units.length }
      out.units.push(plain)
      out.from.push(i)
      out.to.push(i + 1)
      i++
    } else {
      let from = i
      const first = charAt(text, i)
      i += first.length
      for (let next = charAt(text, i); next !== '' && joins.test(next); next = charAt(text, i)) i += next.length
      if (joins.test(first) && last.to === from) {
        from = last.from
        out.units.length = out.from.length = out.to.length = last.units
      }
      last = { from, to: i, units: out.units.length }
      const folded = fold(text.slice(from, i))
      for (let k = 0; k < folded.length; k++) {
        out.units.push(folded.charCodeAt(k))
        out.from.push(from)
        out.to.push(i)
      }
    }
  }
  return out
}

/** The same without punctuation and symbols; the text itself when it has none. */
export function withoutPunctuation(plain: PlainText): PlainText {
  const out: PlainText = { units: [], from: [], to: [] }
  const { units } = plain
  for (let i = 0; i < units.length; i++) {
    const pair = units[i]! >= 0xd800 && units[i]! <= 0xdbff && i + 1 < units.length
    const size = pair ? 2 : 1
    if (!isPunctuation(units[i]!, pair ? units[i + 1]! : null))
      for (let k = i; k < i + size; k++) {
        out.units.push(units[k]!)
        out.from.push(plain.from[k]!)
        out.to.push(plain.to[k]!)
      }
    i += size - 1
  }
  return out.units.length === units.length ? plain : out
}

const marks = new Uint8Array(0x10000)

function isPunctuation(unit: number, low: number | null): boolean {
  if (low !== null) return punctuation.test(String.fromCharCode(unit, low))
  marks[unit] ||= punctuation.test(String.fromCharCode(unit)) ? 1 : 2
  return marks[unit] === 1
}

function charAt(text: string, i: number): string {
  const code = text.codePointAt(i)
  return code === undefined ? '' : String.fromCodePoint(code)
}

/** Scripts that put blanks between words; a word of theirs ends where its letters end. */
const letter = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}_]/u

/** Whether a letter or digit stands right before `at` in the text, invisible characters that are no blanks left aside. */
export function letterBefore(text: string, at: number): boolean {
  for (let i = at; i > 0; ) {
    const low = text.charCodeAt(i - 1)
    const size = low >= 0xdc00 && low <= 0xdfff && i > 1 ? 2 : 1
    const char = text.slice(i - size, i)
    if (isBlank(char) || !unseen.test(char)) return letter.test(char)
    i -= size
  }
  return false
}

export function letterAfter(text: string, at: number): boolean {
  for (let i = at; i < text.length; ) {
    const char = charAt(text, i)
    if (isBlank(char) || !unseen.test(char)) return letter.test(char)
    i += char.length
  }
  return false
}

function isBlank(char: string): boolean {
  return /[\p{Z}\s\u2800]/u.test(char) && char !== '\uFEFF'
}
