/** A number in Chinese signs: `十五`, `二十八`, `一百二十`, `两`, `三万`. Undefined for anything else, also for figures one after the other: `五六`. */
export function readNumeral(text: string): number | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  for (const sign of text) {
    const value = '零一二三四五六七八九'.indexOf(sign === '两' ? '二' : sign === '〇' ? '零' : sign)
    const power = { 十: 10, 百: 100, 千: 1000, 万: 10_000 }[sign]
    if (value >= 0) {
      if (digit) return undefined
      digit = value
    } else if (power === 10_000) {
      total = (section + (digit ?? 0)) * power
      section = 0
      digit = undefined
    } else if (power) {
      section += (digit || 1) * power
      digit = undefined
    } else return undefined
  }
  return total + section + (digit ?? 0)
}
