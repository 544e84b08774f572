import { readNumeral, type Unit, units } from '@sansheng/rulebook/vocabulary'
import { words } from '../app/i18n.ts'
import { factWord, groupWord, unitWord } from './vocabulary-labels.ts'

export const termText = words(
  'term',
  { half: '半{{unit}}', fact: '{{group}}{{name}}', every: '每 {{term}}', rings: '{{max}} 声', times: '{{max}} 次' },
  {
    half: 'half a {{unit}}',
    fact: '{{name}} of the {{group}}',
    every: 'every {{term}}',
    rings: '{{max}} rings',
    times: 'at most {{max}}',
  },
)

/** Units of exact length, the shortest first. */
const exactUnits = [
  ['s', 1],
  ['min', 60],
  ['h', 3600],
] as const

/**
 * The term in the unit in which the clause itself says it: `120 min` beside “两小时内” is `2 小时`. As given where the clause says nothing of the
 * same length; days, months and working time are not hours of another name and stay what they are.
 */
function asSaid(amount: number, unit: Unit, said: string): [number, Unit] {
  const length = exactUnits.find(([name]) => name === unit)?.[1]
  if (length === undefined || said === '' || says(said, amount, unit)) return [amount, unit]
  const other = exactUnits.find(([name, seconds]) => name !== unit && says(said, (amount * length) / seconds, name))
  return other ? [(amount * length) / other[1], other[0]] : [amount, unit]
}

function says(text: string, amount: number, unit: Unit): boolean {
  const amounts = new RegExp(
    `(\\d+(?:\\.\\d+)?|[〇零一二两三四五六七八九十百半]+)\\s*个?${units[unit].zh.replace('钟', '钟?')}`,
    'g',
  )
  return [...text.matchAll(amounts)].some(
    ([, words]) => (words === '半' ? 0.5 : (readNumeral(words!) ?? Number(words))) === amount,
  )
}

const unitNamed = (word: string): Unit | undefined =>
  (Object.keys(units) as Unit[]).find(name => name === word || units[name].zh === word)

/** `30 min` → `30 分钟`, `by ticket.promisedAt` → `工单答应时间`; what is neither stays as the standard has it. `said`: the words of its clause, whose unit it takes. */
export function termWords(given: string, said = ''): string {
  // one of several terms comes with its condition; which one applied is told by the explanation
  const within = given.split(/\s+when\s+/)[0]!
  const plain = /^(\d+(?:\.\d+)?)\s*(\S+)$/.exec(within.trim())
  const unit = plain ? unitNamed(plain[2]!) : undefined
  if (plain && unit) return amountWords(...asSaid(Number(plain[1]), unit, said))
  const fact = /^(?:by:?\s*)?(([a-z]+)\.[A-Za-z]+)$/.exec(within.trim())
  const name = fact ? factWord(fact[1]!) : undefined
  return name === undefined || name === fact![1] ? within : termText('fact', { group: groupWord(fact![2]!), name })
}

const amountWords = (amount: number, unit: Unit): string =>
  amount === 0.5 ? termText('half', { unit: unitWord(unit, 1) }) : `${amount} ${unitWord(unit, amount)}`

/** A line of arithmetic that begins with a term, such as `120 分钟；日历 …`, with the term in the unit of its clause. */
export function lineAsSaid(line: string, said: string): string {
  const begin = /^(\d+(?:\.\d+)?) (\p{Script=Han}+)/u.exec(line)
  const unit = begin ? unitNamed(begin[2]!) : undefined
  if (!begin || !unit) return line
  const [amount, name] = asSaid(Number(begin[1]), unit, said)
  return name === unit ? line : amountWords(amount, name) + line.slice(begin[0].length)
}
