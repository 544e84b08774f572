/** Chinese texts of two hundred characters, the same at every run. */

const places = ['槐荫里', '临川路', '望江苑', '东篱小区', '南塘新村', '北固街', '梧桐里', '青石巷', '柳堤花园', '澄湖家园']
const things = [
  '水压偏低',
  '水表不转',
  '龙头出水发黄',
  '楼道阀门渗水',
  '表箱积水',
  '管道夜里有响声',
  '停水未见通知',
  '账单与抄表不符',
]
const moods = [
  '家里有老人',
  '孩子要上学',
  '店面等着开门',
  '邻居也是这样',
  '上个月修过一次',
  '物业说不归他们',
  '已经三天了',
  '下班以后才在家',
]
const wishes = [
  '希望今天有人上门',
  '请先打电话再来',
  '要一个说得清的答复',
  '请把原因告诉我们',
  '请查一查是不是总管的事',
  '费用请按规定退回',
  '请同楼长联系',
]
const joints = ['，', '；', '，而且', '，另外', '。用户说', '。座席问过，']

/** Whole numbers below `bound`, always the same for a seed. */
export type Chance = (bound: number) => number
export function chance(seed: number): Chance {
  let state = seed >>> 0
  return bound => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
}

const one = <T>(of: readonly T[], next: Chance): T => of[next(of.length)]!

export function prose(next: Chance, length = 200): string {
  let text = ''
  while (text.length < length) text += `${one([places, things, moods, wishes][next(4)]!, next)}${one(joints, next)}`
  return text.slice(0, length)
}

export type Matter = { title: string; description: string; address: string; phone: string; category: string }
/** `callers`: how many different people call. */
export function matter(next: Chance, callers: number): Matter {
  const place = one(places, next)
  const address = `${place} ${next(40) + 1} 栋 ${next(4) + 1} 单元 ${next(20) + 1}0${next(4) + 1}`
  const category = one(things, next).slice(0, 4)
  return { title: `${address}，${one(things, next)}`, description: prose(next), address, phone: phoneOf(next(callers)), category }
}

export const phoneOf = (caller: number): string => `1380013${String(caller).padStart(4, '0')}`

/** Words of two to four characters that people look for; some are everywhere, some are rare. */
export const sought = [
  '水压',
  '停水',
  '渗水',
  '发黄',
  '梧桐',
  '青石巷',
  '望江苑',
  '总管的',
  '水表不转',
  '孩子上学',
  '表箱积水',
  '夜里有响',
  '三单元',
  '9 栋',
  '退回。',
]
