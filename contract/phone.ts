/** Telephone numbers: which line it is however it is written, and how much of it is shown. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import { phonePlan } from './phone-metadata.gen.ts'

/**
 * `line`: the digits that are dialled within mainland China, `13800002046`, `057188661234`, `60012`; a line abroad with its `+`. `extension`:
 * whom to ask for on that line. `complete`: it reaches the same line from everywhere; a local or internal number does not.
 */
export type PhoneNumber = { readonly line: string; readonly extension: string | null; readonly complete: boolean }

const longest = 40
const local = /^[1-9]\d{2,7}$/
/** Local numbers of fixed lines; shorter ones are internal or services. */
const fixedLocal = /^[2-8]\d{6,7}$/
const extensionWords =
  /^(.*?\d\D{0,2}?)\s*(?:转接?|轉|分机号?|分機|内线|內線|extension|ext\.?|x|#|;ext=|,)\s*[:：]?\s*(\d{1,6})$/i
const extensionSign = /^(.*\d\)?)\s*[-/]\s*(\d{1,6})$/

/**
 * Null for what is no number, or more than one. A registration asks half a dozen times for the same number, and reading it is dear, so the last
 * ones are remembered.
 */
export function readPhone(text: string): PhoneNumber | null {
  if (text.length > longest) return null
  const before = lastRead.get(text)
  if (before !== undefined) return before
  const read = readAnew(text)
  if (lastRead.size >= remembered) lastRead.clear()
  lastRead.set(text, read)
  return read
}
const remembered = 500
const lastRead = new Map<string, PhoneNumber | null>()

function readAnew(text: string): PhoneNumber | null {
  const plain = plainOf(text)
  const named = extensionWords.exec(plain)
  if (named) return withExtension(wholeLine(named[1]!), named[2]!)
  const whole = wholeLine(plain)
  if (whole?.complete) return whole
  const signed = extensionSign.exec(plain)
  const before = signed && (signed[1]!.includes('/') ? null : wholeLine(signed[1]!))
  if (before && (before.complete || before.line.length >= 7) && !isLongerLine(whole)) return withExtension(before, signed[2]!)
  return whole
}

/**
 * A local number as it is dialled from everywhere, `+8651266661234`, when the area code of the site makes it one; its extension stays. Anything
 * else, and everything where the site has no area code, is returned as it was written.
 */
export function completePhone(text: string, areaCode: string): string {
  const read = areaCode === '' ? null : readPhone(text)
  if (!read || read.complete || !fixedLocal.test(read.line)) return text
  const whole = readPhone(`${areaCode}${read.line}`)
  if (!whole?.complete || !whole.line.startsWith('0')) return text
  return `+86${whole.line.slice(1)}${read.extension === null ? '' : `-${read.extension}`}`
}

/** A number for people to read: that of a fixed line of mainland China with its area code before a hyphen. */
export function shownPhone(phone: string): string {
  const read = /^\+86\d+(-\d+)?$/.test(phone) ? readPhone(phone) : null
  if (!read?.complete) return phone
  const area = /^0(10|2\d|\d{3})/.exec(read.line)?.[0]
  const line = area === undefined ? read.line : `${area}-${read.line.slice(area.length)}`
  return read.extension === null ? line : `${line}-${read.extension}`
}

/** Area codes of mainland China with their leading 0. */
export const areaCodePattern = '^0(10|2\\d|[3-9]\\d{2})$'

/** The line alone, by which numbers are compared and looked up. */
export const phoneLine = (text: string): string | null => readPhone(text)?.line ?? null

/** Two ways to write one line and extension; texts that are no numbers are the same when they are equal. */
export function isSamePhone(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other
  const [a, b] = [readPhone(one), readPhone(other)]
  return a && b ? a.line === b.line && a.extension === b.extension : one.trim() === other.trim()
}

/** Whether a text has digits and otherwise only what stands in telephone numbers: never a name. */
export const isOnlyPhoneSigns = (text: string): boolean =>
  /\d/.test(plainOf(text)) && /^[\d+()\-\s./#*,;:转]*$/.test(plainOf(text))

/** R354: a mobile number keeps its first three and last four digits, another line at most its last four and less than half, a short one nothing. */
export function maskPhone(phone: string): string {
  const { line, extension } = readPhone(phone) ?? { line: phone.replace(/\D/g, ''), extension: null }
  const shown = shownDigits(line)
  return `${isMobile(line) ? line.slice(0, 3) : ''}****${shown}${extension === null ? '' : '-**'}`
}

/** The last digits of a line that its mask leaves. */
export function shownDigits(line: string): string {
  const digits = line.replace(/\D/g, '')
  const count = digits.length >= 10 ? 4 : digits.length >= 8 ? 2 : 0
  return count > 0 ? digits.slice(-count) : ''
}

/** The address that a telephone dials; it waits before it dials the extension. */
export function phoneLink(phone: string): string {
  const read = readPhone(phone)
  if (!read) return `tel:${phone.replace(/[^\d+]/g, '')}`
  return `tel:${read.line}${read.extension === null ? '' : `,${read.extension}`}`
}

const isMobile = (line: string): boolean => /^1\d{10}$/.test(line)

/** One width; hyphens and brackets of every kind as one. */
function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐-―−ー﹣－]/g, '-')
    .replace(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[【〔[]/g, '(')
    .replace(/[】〕\]]/g, ')')
    .trim()
}

function wholeLine(text: string): PhoneNumber | null {
  if (!/^\(?\+?[\d()\-\s./]+$/.test(text) || severalLines(text)) return null
  const abroad = /^\(?(?:\+|00)/.test(text)
  const digits = text.replace(/\D/g, '').replace(abroad ? /^00/ : /^$/, '')
  if (abroad && !digits.startsWith('86')) return /^[1-9]\d{6,14}$/.test(digits) ? known(`+${digits}`, true) : null
  // `0-00…` with a sign between would be read as a call abroad when it is read again
  if (!abroad && digits.startsWith('00')) return null
  const home = abroad ? digits.slice(2) : digits
  // seven or eight digits without an area code: the plan would take two or three of them for one
  if (local.test(home)) return known(home, false)
  const read = parsePhoneNumberFromString(home, { defaultCountry: 'CN', extract: false }, phonePlan)
  if (!read?.isValid()) return home.length >= 3 && home.length <= 15 ? known(home, false) : null
  const national = String(read.nationalNumber)
  return known(read.getType() === 'FIXED_LINE' ? `0${national}` : national, true)
}

const known = (line: string, complete: boolean): PhoneNumber => ({ line, extension: null, complete })

const withExtension = (whole: PhoneNumber | null, extension: string): PhoneNumber | null => whole && { ...whole, extension }

/** `138…/139…`: each part is a line of its own. A stroke behind an area code is only a sign. */
const severalLines = (text: string): boolean => text.split('/').filter(part => part.replace(/\D/g, '').length >= 7).length > 1

/** A local number of seven or eight digits, hyphens and all, has no extension in it. */
const isLongerLine = (whole: PhoneNumber | null): boolean => whole !== null && whole.line.length <= 8
