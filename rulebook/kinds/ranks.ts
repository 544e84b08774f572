/** Values that put things in order or weigh them: who is next, points, bands, quotas. */
import { compileCondition, pathName, printCondition, readPathName } from '../conditions/index.ts'
import {
  findWord,
  itemKinds,
  part,
  particles,
  roundings,
  sortWords,
  spellings,
  stepParticles,
  type Text,
  ties,
  trimmed,
  unquoted,
} from '../document/index.ts'
import { printDuration } from '../time/index.ts'
import { factType, lookup, nameOf } from '../vocabulary/index.ts'
import type { Band, Criterion, Quota, Rounding, Score, ScoreItem, Weight } from './rule-sheets.ts'
import { printShare, readShare } from './sums.ts'
import { readDuration } from './terms.ts'
import { pieces, type Reading, type ValueType } from './values.ts'

/** Lines: a condition (those for whom it holds go first), `先来先到 限 10 分钟`, or `从高到低 工单.转办次数`. */
export const criteria: ValueType<Criterion[]> = {
  read: (entry, reading) => {
    const list = pieces(entry, reading, '')?.map(line => readCriterion(line, reading))
    return list?.every(item => item !== null) ? list : null
  },
  print: (value, locale, vocabulary) =>
    value.map(item => {
      if (item.by === 'condition') return printCondition(item.when, locale, vocabulary)
      const name = nameOf(sortWords, item.by, locale)
      if (item.by !== 'first come') return `${name} ${pathName(vocabulary, item.path, locale)}`
      return item.within ? `${name} ${nameOf(stepParticles, 'within', locale)} ${printDuration(item.within, locale)}` : name
    }),
}

function readCriterion(line: Text, reading: Reading): Criterion | null {
  const word = findWord(line, spellings(stepParticles, 'within'))
  const name = trimmed(part(line, 0, word?.from)).text
  if (lookup(sortWords, name) === 'first come') {
    const within = word ? readDuration(trimmed(part(line, word.to)), reading) : null
    if (word && !within) return null
    if (!within || ['s', 'min', 'h'].includes(within.unit)) return { by: 'first come', within }
    reading.report.error(trimmed(part(line, word!.to)), 'first-come-unit', {
      zh: '先来先到的间隔用秒、分钟或小时',
      en: 'the span of `first come` is in s, min or h',
    })
    return null
  }
  for (const by of ['highest', 'lowest'] as const)
    for (const prefix of spellings(sortWords, by)) {
      if (!line.text.startsWith(prefix) || !/^\s/.test(line.text.slice(prefix.length))) continue
      const at = trimmed(part(line, prefix.length))
      const path = readPathName(at, reading)
      if (!path) return null
      if (['int', 'number', 'instant'].includes(factType(reading.vocabulary, path)!.type)) return { by, path }
      reading.report.error(at, 'not-a-number', {
        zh: `「${at.text}」不是数，排不出高低`,
        en: `\`${at.text}\` is not a number and has no order`,
      })
      return null
    }
  const when = compileCondition(line, reading)
  return when && { by: 'condition', when }
}

/** Lines `50 当 客户.长者`, `1 每 分钟`. */
export const weights: ValueType<Weight[]> = {
  read: (entry, reading) => {
    const list = pieces(entry, reading, '')?.map((line): Weight | null => {
      const word = findWord(line, spellings(particles, 'when'))
      const figure = trimmed(part(line, 0, word?.from))
      const match = /^([-+]?\d{1,6}(?:\.\d{1,3})?)\s*(?:分)?(?:\s*(?:per|每)\s*(s|min|h|秒|分钟|小时))?$/.exec(
        figure.text.normalize('NFKC'),
      )
      if (!match) {
        reading.report.error(figure, 'weight-form', {
          zh: `看不懂「${figure.text}」，请写成 50 当 客户.长者，或 1 每 分钟`,
          en: `cannot read \`${figure.text}\`; write 50 when customer.elder, or 1 per min`,
        })
        return null
      }
      const when = word ? compileCondition(trimmed(part(line, word.to)), reading) : null
      if (word && !when) return null
      return { points: Number(match[1]), per: match[2] === undefined ? null : waits[match[2]]!, when }
    })
    return list?.every(item => item !== null) ? list : null
  },
  print: (value, locale, vocabulary) =>
    value.map(({ points, per, when }) => {
      const each = per === null ? '' : locale === 'zh' ? ` 每 ${waitNames[per]}` : ` per ${per}`
      return points + each + (when ? ` ${nameOf(particles, 'when', locale)} ${printCondition(when, locale, vocabulary)}` : '')
    }),
}
const waits: Record<string, 's' | 'min' | 'h'> = { s: 's', min: 'min', h: 'h', 秒: 's', 分钟: 'min', 小时: 'h' }
const waitNames = { s: '秒', min: '分钟', h: '小时' }

const named = /^(.*\S)\s+(\S+)(?:\s*(?:分|points?))?$/

/** Lines `首问负责 20 分`, `亮点 加分 5`, `负面影响 扣分 10`, `推诿 一票否决`. */
export const items: ValueType<ScoreItem[]> = {
  read: (entry, reading) => {
    const lines = pieces(entry, reading, '')
    const list = lines?.map((line): ScoreItem | null => {
      const fatal = /^(.*\S)\s+(?:fatal|一票否决)$/.exec(line.text)
      if (fatal) return { name: unquoted(part(line, 0, fatal[1]!.length)).text, kind: 'fatal', points: 0 }
      const match = /^(.*?\S)\s+(?:(bonus|penalty|加分|扣分)\s*)?(\d{1,4}(?:\.\d{1,2})?)\s*(?:分|points?)?$/.exec(line.text)
      if (match && Number(match[3]) > 0)
        return {
          name: unquoted(part(line, 0, match[1]!.length)).text,
          kind: match[2] === undefined ? 'points' : lookup(itemKinds, match[2])!,
          points: Number(match[3]),
        }
      reading.report.error(line, 'item-form', {
        zh: `「${line.text}」要写成「名称 20 分」「名称 加分 5」「名称 扣分 5」或「名称 一票否决」`,
        en: `write \`name 20\`, \`name bonus 5\`, \`name penalty 5\` or \`name fatal\` instead of \`${line.text}\``,
      })
      return null
    })
    return list?.every(item => item !== null) && unique(lines!, list, reading) ? list : null
  },
  print: (value, locale) =>
    value.map(({ name, kind, points }) => {
      if (kind === 'fatal') return `${name} ${nameOf(itemKinds, 'fatal', locale)}`
      const figure = locale === 'zh' ? `${points} 分` : `${points} points`
      return kind === 'points' ? `${name} ${figure}` : `${name} ${nameOf(itemKinds, kind, locale)} ${figure}`
    }),
}

function unique(lines: Text[], list: { name: string }[], { report }: Reading): boolean {
  const twice = list.findIndex(({ name }, i) => list.findIndex(other => other.name === name) < i)
  if (twice < 0) return true
  report.error(lines[twice]!, 'name-twice', {
    zh: `「${list[twice]!.name}」写了两次`,
    en: `\`${list[twice]!.name}\` is written twice`,
  })
  return false
}

/** Lines `优秀 95 分`, from the highest down; the last one may have no figure. A band takes its lower end, not its upper one. */
export const bands: ValueType<Band[]> = {
  read: (entry, reading) => {
    const lines = pieces(entry, reading, '')
    const list = lines?.map((line): Band => {
      const match = named.exec(line.text.replace(/\s*(?:分|points?)$/, ''))
      const figure = match && /^\d{1,4}(?:\.\d{1,2})?$/.test(match[2]!) ? Number(match[2]) : null
      return figure === null
        ? { name: unquoted(line).text, from: null }
        : { name: unquoted(part(line, 0, match![1]!.length)).text, from: figure }
    })
    if (!list || !unique(lines!, list, reading)) return null
    const wrong = list.findIndex(
      ({ from }, i) => i > 0 && (list[i - 1]!.from === null || (from !== null && from >= list[i - 1]!.from!)),
    )
    if (wrong < 0) return list
    reading.report.error(lines![wrong]!, 'band-order', {
      zh: '等级要从高分写到低分，只有最后一行可以不写分数',
      en: 'bands go from the highest down; only the last one may stand without a figure',
    })
    return null
  },
  print: (value, locale) =>
    value.map(({ name, from }) => (from === null ? name : locale === 'zh' ? `${name} ${from} 分` : `${name} ${from} points`)),
}

/** Lines `优秀 5%`; the number of places is rounded down unless another rounding is written. */
export const quotas: ValueType<Quota[]> = {
  read: (entry, reading) => {
    const list = pieces(entry, reading, '')?.map((line): Quota | null => {
      const words = line.text.split(/\s+/)
      const mode = words.length > 2 ? lookup<Rounding['mode']>(roundings, words.at(-1)!) : 'down'
      const body = words.length > 2 && mode ? words.slice(0, -1) : words
      const ppm = body.length > 1 ? readShare(body.at(-1)!) : null
      if (!mode || ppm === null || ppm > 1_000_000) {
        reading.report.error(line, 'quota-form', {
          zh: `「${line.text}」要写成「等级 5%」`,
          en: `write a band and its share instead of \`${line.text}\`, for example excellent 5%`,
        })
        return null
      }
      return { band: unquoted({ text: body.slice(0, -1).join(' '), at: line.at }).text, ppm, mode }
    })
    return list?.every(item => item !== null) ? list : null
  },
  print: (value, locale) =>
    value.map(
      ({ band, ppm, mode }) => `${band} ${printShare(ppm)}${mode === 'down' ? '' : ` ${nameOf(roundings, mode, locale)}`}`,
    ),
}

/** `都不入`, `都入`, or the items by which the tied are told apart. */
export const tie: ValueType<Score['tie']> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading)
    if (!texts) return null
    const by = texts.length === 1 ? lookup(ties, texts[0]!.text) : null
    return by ? { by } : { by: 'items', items: texts.map(text => unquoted(text).text) }
  },
  print: (value, locale) =>
    value.by === 'items' ? value.items.join(locale === 'zh' ? '、' : ', ') : nameOf(ties, value.by, locale),
}
