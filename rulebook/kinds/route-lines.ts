/** Lines of a route: `department urgency level when condition`; a line names a department, a level of urgency, or both. */
import { compileCondition, printCondition } from '../conditions/index.ts'
import { findWord, part, particles, routeWords, spellings, type Text, trimmed, unquoted } from '../document/index.ts'
import { factType, type Locale, nameOf, type Path, type Vocabulary } from '../vocabulary/index.ts'
import type { RouteLine, Urgency } from './rule-parts.ts'
import { pick, pieces, type Reading, type ValueType } from './values.ts'

export const urgencyPath: Path = 'ticket.urgency'

/** Only the last of the lines that say the same thing may stand without a condition. */
export const routes: ValueType<RouteLine[]> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading, '')
    if (!texts) return null
    const lines = texts.map(text => readLine(text, reading))
    if (!lines.every(line => line !== null)) return null
    for (const [i, line] of lines.entries()) {
      const before = lines.slice(0, i).filter(({ when }) => when === null)
      const said = (key: 'department' | 'urgency') => line[key] === null || before.some(other => other[key] !== null)
      if (!said('department') || !said('urgency')) continue
      const next = lines[i - 1]!.when === null
      reading.report.error(texts[i]!, 'never-reached', {
        zh: `这一行永远轮不到：${next ? '上一行' : '上面有一行'}没有条件`,
        en: `this line is never reached: ${next ? 'the' : 'a'} line above has no condition`,
      })
      return null
    }
    return lines
  },
  print: (value, locale, vocabulary) => value.map(line => printLine(line, locale, vocabulary)),
}

function readLine(text: Text, reading: Reading): RouteLine | null {
  const word = findWord(text, spellings(particles, 'when'))
  const head = trimmed(part(text, 0, word?.from))
  // a comma before the word parts it from the department as well as a blank does
  const mark = findWord({ ...head, text: head.text.replace(/[,，、]/g, ' ') }, spellings(routeWords, 'urgency'))
  const before = trimmed(part(head, 0, mark?.from))
  const name = unquoted(mark ? trimmed(part(before, 0, before.text.replace(/[,，、]$/, '').length)) : before)
  const department = name.text || null
  if (department === null && !mark) {
    reading.report.error(text, 'department-missing', {
      zh: '这一行没有写部门，也没有写紧急程度',
      en: 'this line names no department and no urgency',
    })
    return null
  }
  const urgency = mark ? readUrgency(trimmed(part(head, mark.to)), head, reading) : null
  const when = word ? compileCondition(trimmed(part(text, word.to)), reading) : null
  if ((mark && !urgency) || (word && !when)) return null
  if (urgency && when?.paths.includes(urgencyPath)) {
    reading.report.error(trimmed(part(text, word!.to)), 'urgency-of-itself', {
      zh: '这一行要定紧急程度，条件里就不能再看紧急程度',
      en: 'a line that sets the urgency cannot depend on the urgency',
    })
    return null
  }
  return { department, urgency, when }
}

function readUrgency(text: Text, head: Text, { report, vocabulary }: Reading): Urgency | null {
  const levels = levelsOf(vocabulary)
  if (text.text !== '') return pick(levels, text, 'urgency-unknown', { zh: '紧急程度', en: 'urgency' }, report)
  report.error(
    head,
    'urgency-missing',
    { zh: '「紧急程度」后面还没有写是哪一级', en: '`urgency` is not followed by a level' },
    Object.values(levels)
      .map(({ zh }) => zh)
      .join(' | '),
  )
  return null
}

function printLine({ department, urgency, when }: RouteLine, locale: Locale, vocabulary: Vocabulary): string {
  const words: string[] = []
  if (department !== null) words.push(/[\s,，、'"]/.test(department) ? `'${department}'` : department)
  if (urgency) words.push(nameOf(routeWords, 'urgency', locale), nameOf(levelsOf(vocabulary), urgency, locale))
  if (when) words.push(nameOf(particles, 'when', locale), printCondition(when, locale, vocabulary))
  return words.join(' ')
}

/** The levels of urgency with their names in both languages. */
export function levelsOf(vocabulary: Vocabulary): Record<Urgency, { zh: string }> {
  const type = factType(vocabulary, urgencyPath)
  const values = type?.type === 'enum' ? type.values : {}
  return Object.fromEntries(Object.entries(values).map(([name, zh]) => [name, { zh }])) as Record<Urgency, { zh: string }>
}
