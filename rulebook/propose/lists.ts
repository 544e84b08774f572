/** Lists: conditions under which something is refused, and who comes first. */
import type { Context } from './context.ts'
import { type Draft, eventNames, oneLine } from './draft.ts'

const refusal =
  /(?:下列|以下|如下)[^。]{0,24}(?:不予受理|不受理|不予办理|拒绝受理|可(?:以)?拒绝|不予[\p{Script=Han}]{1,6})|(?:不予受理|不受理|不予办理)的(?:范围|情形|投诉|情况)[^。]{0,10}(?:如下|包括|有)/u
const intake = /(?:下列|以下)[^。]{0,16}(?:予以受理|应予受理|可以受理)/

export function refusalsIn({ sentence, following, paragraph, at }: Context): Draft[] {
  if (!refusal.test(sentence) || intake.test(sentence)) return []
  const inline = paragraph.slice(at + sentence.length)
  const items = /[:：]\s*\S/.test(sentence)
    ? sentence.slice(sentence.search(/[:：]/) + 1).split(/[；;、]|(?=[（(]\d{1,2}[)）])/)
    : []
  const lines = (
    items.length > 1 ? items : [...inline.split(/[；;。\n]/), ...following().flatMap(text => text.split(/\n|[；;](?=.)/))]
  )
    .map(item =>
      oneLine(
        item
          .replace(/^\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）、.．]|[①-⑳])\s*/u, '')
          .replace(/[。；;，,\s]+$/u, '')
          .replace(/#|→|⇒|=>|->/g, ' '),
        90,
      ),
    )
    .filter(item => /\p{Script=Han}{3}/u.test(item))
    .slice(0, 40)
  if (lines.length < 2) return []
  const subject = /投诉/.test(sentence)
  return [
    {
      kind: 'decide',
      amount: `${lines.length} 项`,
      word: 'refuse-when',
      lines: [
        ...((subject ? [['on', eventNames(['complaint.received'])]] : []) as Draft['lines']),
        ['ask', lines.map(item => `是不是：${item}？ 是 → 不受理: ${item}`)],
        ['otherwise', '受理'],
      ],
      why: { zh: `列有不受理的情形 ${lines.length} 项，一项成立就不受理`, en: `${lines.length} reasons to refuse are listed` },
      sure: true,
    },
  ]
}

const first = /先来后到|先来先到|先到先得|先到先办|先来先办|先后顺序|按(?:照)?顺序|排队顺序|先后性|依次办理|按号/
const before = /([\p{Script=Han}]{2,8})优先/gu

export function ordersIn({ sentence }: Context): Draft[] {
  const named = [...sentence.matchAll(before)].map(match => match[1]!)
  const lines: string[] = []
  for (const name of named) {
    const line = /紧急|急|抢修|危重|抢险/.test(name)
      ? "工单.紧急程度 属于 ['加急', '抢修']"
      : /先进|先到|先来/.test(name)
        ? '先来先到'
        : /长者|老|年长|老年/.test(name)
          ? '客户.长者'
          : /重点|VIP|大客户|重要/.test(name)
            ? "客户.等级 == '重点'"
            : null
    if (line && !lines.includes(line)) lines.push(line)
  }
  if (lines.length === 0 && first.test(sentence) && /接待|办理|入座|服务|排队|叫号|处理|受理|就诊/.test(sentence))
    lines.push('先来先到')
  if (lines.length === 0 || (lines.length === 1 && !first.test(sentence) && !/原则|顺序|先/.test(sentence))) return []
  return [
    {
      kind: 'order',
      amount: `${lines.length} 项`,
      word: lines[0] === '先来先到' ? 'first-come' : 'who-is-first',
      lines: [['sort', lines]],
      why: { zh: '写有先后次序', en: 'an order of precedence is written' },
      sure: true,
    },
  ]
}
