/** Words that a desk must not use, and texts with them: as they stand, and dressed so that a plain search passes over them. */
import { type Chance, chance, prose } from './texts.ts'

const who = ['你', '您', '你们', '我', '我们', '他', '公司', '领导', '大家', '谁']
const words = [
  '不归我管',
  '不知道',
  '没办法',
  '爱找谁找谁',
  '自己看着办',
  '等着吧',
  '急什么',
  '说了也没用',
  '有完没完',
  '听不懂吗',
  '不会自己看',
  '想告就去告',
  '管不了那么多',
  '别再打来了',
  '没空理',
  '下班了再说',
  '少啰嗦',
  '烦不烦',
  '规定就是规定',
  'VIP才管',
]
const ends = ['', '了', '吧', '的', '啊']

/** A thousand, many of which begin or end alike or lie inside others. */
export const phrases: string[] = [
  ...new Set([...words, ...who.flatMap(person => words.flatMap(what => ends.map(end => person + what + end)))]),
]
/** What may be said although it holds one of the phrases. */
export const exception = '说不知道可以问'

/** Two hundred characters and more each; every other one says one or two of the phrases. */
export function plainTexts(count: number): string[] {
  const next = chance(11)
  return Array.from({ length: count }, (_, n) => {
    let text = prose(next)
    if (n % 2 === 0) for (let k = 0; k <= next(2); k++) text = putInto(text, phrases[next(phrases.length)]!, next).text
    return text
  })
}

/** `from` and `to`: where the phrase stands in its dress; null where nothing must be found. */
export type Dressed = { how: string; text: string; at: { from: number; to: number } | null }

export function dressedTexts(each: number): Dressed[] {
  const next = chance(13)
  const some = (dress: (phrase: string) => string) => {
    const fit = phrases.filter(phrase => dress(phrase) !== phrase)
    return dress(fit[next(fit.length)]!)
  }
  const silent = Array.from({ length: each }, () => ({
    how: 'inside an exception',
    text: putInto(prose(next), exception, next).text,
    at: null,
  }))
  return [
    ...Object.entries(dresses).flatMap(([how, dress]) =>
      Array.from({ length: each }, () => ({ how, ...putInto(prose(next), some(dress), next) })),
    ),
    ...silent,
  ]
}

function putInto(text: string, what: string, next: Chance): { text: string; at: { from: number; to: number } } {
  const from = next(text.length)
  return { text: text.slice(0, from) + what + text.slice(from), at: { from, to: from + what.length } }
}

const traditional = new Map(
  [
    '们們',
    '领領',
    '导導',
    '谁誰',
    '归歸',
    '没沒',
    '办辦',
    '着著',
    '么麼',
    '说說',
    '听聽',
    '吗嗎',
    '会會',
    '别別',
    '来來',
    '烦煩',
    '规規',
  ].map(([simple, complex]) => [simple!, complex!]),
)

const dresses: Record<string, (phrase: string) => string> = {
  'full-width letters': phrase => phrase.replace('VIP', 'ＶＩＰ'),
  'letters of the other case': phrase => phrase.replace('VIP', 'vip'),
  'compatibility characters': phrase => phrase.replace('不', '\uf967').replace('了', '\uf9ba'),
  'traditional characters': phrase => Array.from(phrase, char => traditional.get(char) ?? char).join(''),
  'blanks between': phrase => [...phrase].join(' '),
  'wide blanks between': phrase => [...phrase].join('\u3000'),
  'something invisible between': phrase => [...phrase].join('\u200b'),
}
