/** Words: what must not be said, what has to be said, and scripts for a situation. */
import type { EventType } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { type Draft, eventNames, type Line, oneLine } from './draft.ts'
import { readNumber } from './figures.ts'
import { quotesIn } from './sentences.ts'

const never =
  /(?:不得|不能够?|不可以?|不要|不准|不许|不允许|不应|严禁|禁止|禁用|避免|切忌|忌|杜绝|请勿|切勿|勿)[^，。；“「"]{0,14}(?:说|讲|使用|用|回答|回复|出现|答复|称呼|以)?[^，。；“「"]{0,14}$/
const instead = /(?:应(?:该|当)?|要|而要|请|改(?:说|为|用)?|须)(?:说|讲|称|使用|用|回答)?[^，。；“「"]{0,6}$/
const list = /忌语|禁语|禁用语|禁忌语|不文明用语|服务禁|不许说|不能说|禁止使用的/

/** A phrase that a rule can hold; a whole paragraph is none. */
function phraseOf(text: string): string[] {
  return text
    .split(/[、/]|(?<=[。！!？?…])\s*/u)
    .map(item => item.replace(/^[\s,，。]+|[\s,，。；;！!？?…等]+$/gu, '').trim())
    .filter(item => /\p{L}/u.test(item) && item.length <= 40)
}

function quoted(text: string): string {
  const plain = oneLine(text, 80).replace(/[“”"「」#→⇒]|=>|->/gu, '')
  return /[,，、'‘’()[\]（）]/.test(plain) ? `“${plain}”` : plain
}

function unique(words: string[]): string[] {
  const known = new Set<string>()
  return words.filter(word => {
    const plain = word
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\s+/g, '')
      .replace(/[“”"「」#→⇒]|=>|->/gu, '')
    if (known.has(plain) || !/[\p{L}\p{N}]/u.test(plain)) return false
    known.add(plain)
    return true
  })
}

export function forbiddenIn({ sentence, heading }: Context): Draft[] {
  const inList = list.test(heading.split(' / ').at(-1) ?? '')
  if (!inList && !/不|禁|忌|勿|杜绝|避免/.test(sentence)) return []
  const words: string[] = []
  let running = inList
  let end = 0
  for (const quote of quotesIn(sentence)) {
    const before = sentence.slice(Math.max(end, quote.from - 30), quote.from)
    if (instead.test(before) && !never.test(before)) running = false
    else if ((never.test(before) && !/[时后]：?$/.test(before)) || /(?:忌语|口头语|禁语)[^，。；]{0,6}$/.test(before))
      running = true
    else if (!/^[\s、，,或和及与/；;等]*$/.test(before) && !inList) running = false
    const spoken = quote.text.length > 1 || /(?:说|讲|用|称|回答)[^，。；]{0,4}$/.test(before)
    if (running && spoken) words.push(...phraseOf(quote.text))
    end = quote.to
  }
  if (inList && words.length === 0 && sentence.length <= 30 && !/[:：]/.test(sentence)) words.push(...phraseOf(sentence))
  return words.length === 0 ? [] : [forbidding(words)]
}

function forbidding(all: string[]): Draft {
  const words = unique(all).slice(0, 60)
  return {
    kind: 'phrase',
    amount: `${words.length} 句`,
    word: 'never-say',
    lines: [['forbid', words.map(quoted)]],
    why: { zh: '写有不能说的话，用引号列出', en: 'words that must not be said are quoted' },
    sure: true,
  }
}

const situations: readonly [RegExp, EventType, string][] = [
  [/无声|静默|没有声音|不讲话|不说话|没有回应|无应答/, 'call.silent', 'silent'],
  [/音小|声音(?:太)?(?:小|轻|低)|听不清(?:楚)?客户/, 'call.low_voice', 'low-voice'],
  [/杂音|噪音|嘈杂/, 'call.noisy', 'noisy'],
  [/方言/, 'call.dialect', 'dialect'],
  [/听不清|没有?听清|免提|讲的?太快|说得太快/, 'call.unclear', 'unclear'],
  [/查询资料|查资料|查询中|查找/, 'call.lookup_started', 'look-up'],
  [/中断|断线|掉线/, 'call.dropped', 'dropped'],
  [/系统.{0,2}故障/, 'system.failed', 'system-failed'],
  [/骚扰|谩骂|辱骂/, 'call.abused', 'abuse'],
  [/转接/, 'call.transferred', 'transfer'],
  [/(?:受理|通话|电话)(?:完毕|结束)|结束语|结束时|挂机前/, 'call.ending', 'closing'],
  [/接通|接听|问候语|开头语|接起/, 'call.answered', 'greeting'],
  [/投诉|抱怨/, 'complaint.received', 'complaint'],
]

const politeWord = /您|请|谢|对不起|抱歉|不好意思|再见|欢迎|好的|为您|久等|您好|早上好/

/** The lead of a paragraph that says when words are due: 接听时：…, 客户投诉的时候，“…”. */
function leadOf(paragraph: string): RegExpExecArray | null {
  const lead =
    /^([^“”「」"：:]{2,60}?(?:时|后|语|话术|的时候|情况下)(?:的(?:话术|用语|应答语?))?)\s*[：:]/.exec(paragraph) ??
    /^([^“”「」"：:，,]{2,30}?(?:时|后|的时候))[，,](?=[^。；]{0,24}[“「"])/.exec(paragraph) ??
    /^([^“”「」"：:]{2,40}?[时后前][^“”「」。；]{0,12}(?:说|讲|回答|应答))[：:]?(?=[“「])/.exec(paragraph)
  if (!lead || (/[说讲答]$/.test(lead[1]!) && never.test(lead[1]!))) return null
  return /您|你|请|对不起|抱歉|谢|喂/.test(paragraph) ? lead : null
}

/** A script with waits or repetitions, as it is written: the words in order, 稍停5秒, 重复三遍. */
export function scriptIn({ paragraph, sentence, at }: Context): Draft[] {
  const lead = at === 0 ? leadOf(paragraph) : null
  if (!lead) return []
  const title = lead[1]!
  const rest = paragraph.slice(lead[0].length, 700)
  const inner = rest.slice(0, /不能够?(?:说)?[：:]|不能够/.exec(rest)?.index ?? rest.length)
  const { steps, figures } = stepsIn(inner)
  if (steps.length === 0 && politeWord.test(inner) && !/[“「"]/.test(inner)) {
    if (/不得|不可|应当|必须|部门/.test(inner)) return []
    const listed = /语$/.test(title) ? unique(phraseOf(inner.replace(/[。；].*$/u, ''))) : []
    if (listed.length > 2) return [politeness(listed)]
    addQuotation(steps, inner.replace(/，并(?:礼貌|用|以).*$/u, '').replace(/当[^。；]{2,30}时[：，].*$/u, ''))
  }
  if (steps.length === 0 || !steps.some(step => politeWord.test(step))) return []
  if (steps.every(step => step.startsWith('说'))) {
    if (/用语|常用|敬语|礼貌/.test(title) && steps.length > 1) return [politeness(steps.map(step => step.slice(2)))]
    if (steps.length > 6) return []
  }
  const end = /挂机|释放|挂断/.test(inner) ? ['结束 释放'] : []
  const found = situations.find(([words]) => words.test(title)) ?? situations.find(([words]) => words.test(sentence.slice(0, 30)))
  const lines: Line[] = [...((found ? [['on', eventNames([found[1]])]] : []) as Line[]), ['steps', [...steps, ...end]]]
  return [
    {
      kind: 'script',
      amount: figures.join('，') || `${steps.length} 句`,
      word: `say-when-${found?.[2] ?? (/(?:您好|欢迎)/.test(inner) ? 'greeting' : 'asked')}`,
      lines,
      why: {
        zh: `写有「${oneLine(title, 24)}」时该说的话${found ? '' : '；没有看出是哪个事件，由人自己打开'}`,
        en: 'words for a situation are written out',
      },
      sure: found !== undefined,
    },
  ]
}

const marks =
  /(?:重复\s*([\d一二两三四五六七八九十]{1,2})\s*[遍次])|((?:稍停|停顿?|等候?|再?过|间隔)\s*(\d{1,2}|[一二两三五十]{1,3})\s*秒)|不(?:能够?|可以?|要)(?:说|[^“「"]{0,12}[“「"])|“[^“”]{1,120}”|「[^「」]{1,120}」/gu

/** Quotations, waits and repetitions in their order; nothing after a repetition counts but what is for its end. */
function stepsIn(text: string): { steps: string[]; figures: string[] } {
  const steps: string[] = []
  const figures: string[] = []
  for (const match of text.matchAll(marks)) {
    const [whole, times, wait, seconds] = match
    if (times !== undefined) {
      const count = readNumber(times)
      if (!count || count <= 1) continue
      if (steps.length === 0) addQuotation(steps, text.slice(0, match.index))
      addRepetition(steps, figures, count, text.slice(match.index))
      break
    }
    if (wait !== undefined) {
      const pause = readNumber(seconds!)
      if (!pause || steps.length === 0) continue
      steps.push(`等 ${pause} 秒`)
      if (!figures.includes(`${pause} 秒`)) figures.push(`${pause} 秒`)
    } else if (/^[“「]/.test(whole) && (politeWord.test(whole) || whole.length > 9)) addQuotation(steps, whole.slice(1, -1))
  }
  return { steps, figures }
}

/** `rest`: the text from the repetition on, with its interval and what comes when nothing helps (仍无应答时：…). */
function addRepetition(steps: string[], figures: string[], count: number, rest: string): void {
  figures.push(`${count} 遍`)
  const gap = /间隔\s*(\d{1,2}|[一二两三五十]{1,3})\s*秒/.exec(rest.slice(0, 30))
  const pause = gap && readNumber(gap[1]!)
  if (pause) {
    steps.push(`等 ${pause} 秒`)
    figures.push(`${pause} 秒`)
  }
  steps.push(`重复 ${count} 遍 从 1`)
  const end = /仍[^“”：:]{0,10}(?:时)?[：:]\s*([^。]{2,60})/.exec(rest)
  if (end) addQuotation(steps, end[1]!)
}

function addQuotation(steps: string[], text: string): void {
  const words = oneLine(text.replace(/[{}｛｝]/g, '').replace(/[（(][^（()）]{0,30}$/u, ''), 160).replace(
    /^[\s“”「」"：:，,。]+|[\s“”「」"]+$/gu,
    '',
  )
  if (/\p{L}/u.test(words)) steps.push(`说 ${words}`)
}

/** Quoted sentences without a prohibition before them, under a heading that speaks of words to use. */
export function politeIn({ paragraph, heading }: Context): string[] {
  const title = heading.split(' / ').slice(-2).join(' ')
  if (!/用语|话术|话述|敬语|礼貌|常用语|问候|用词|应答|口径/.test(title) || list.test(title)) return []
  return quotesIn(paragraph)
    .filter(({ from }) => !never.test(paragraph.slice(Math.max(0, from - 30), from)))
    .flatMap(({ text }) =>
      politeWord.test(text) && text.length > 1 && text.length <= 60 ? [text.replace(/[。；;]$/, '').trim()] : [],
    )
}

export function politeness(all: string[]): Draft {
  const words = unique(all).slice(0, 40)
  return {
    kind: 'phrase',
    amount: `${words.length} 句`,
    word: 'polite-words',
    lines: [
      ['polite', words.map(quoted)],
      ['mode', '只记'],
    ],
    why: { zh: '这一条列出要说的话，说了其中一句就行', en: 'words to use are listed; one of them is enough' },
    sure: true,
  }
}
