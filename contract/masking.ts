/** Names and numbers as they stand where not everybody should read them. */
import { maskPhone } from './phone.ts'

const courtesies = /(女士|先生|小姐|太太|阿姨|大爷|大妈|师傅|老师|经理)$/
const star = '*'

/** The surname and a courtesy stay: 周晓明 is 周**, 周晓明先生 is 周**先生, 周女士 stays. Of a longer name the first two characters. */
export function maskName(name: string): string {
  const [courtesy = ''] = courtesies.exec(name) ?? []
  const own = [...name.slice(0, name.length - courtesy.length)]
  const shown = own.length > 4 ? 2 : 1
  return own.slice(0, shown).join('') + star.repeat(Math.min(3, Math.max(0, own.length - shown))) + courtesy
}

/** Mobile numbers, and those of the fixed network with their area code, however they are grouped. */
const numbers = /(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{3,4}[- ]?\d{4})(?!\d)/g

/** A text with its numbers masked, and this name wherever it stands. */
export function maskText(text: string, name: string | null): string {
  const without = name !== null && [...name].length > 1 ? text.replaceAll(name, maskName(name)) : text
  return without.replace(numbers, number => maskPhone(number))
}
