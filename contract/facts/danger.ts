/** Dangers that the words of a customer name: what a standard may go by without reading the words themselves. */
import type { Facts } from '@sansheng/rulebook/vocabulary'

export type Danger = NonNullable<NonNullable<Facts['ticket']>['danger']>

/** What a customer denies is not what he reports: `没有爆管`. */
const denied = '(?<!没|没有|没有人|无|无人|不是|并非|不会|未|未见|怕|防)'
const told = (pattern: string): RegExp => new RegExp(denied + pattern, 'u')

/** The gravest first. Written without spaces, in the forms of NFKC. */
const signs: readonly [Danger, readonly RegExp[]][] = [
  ['trapped', ['被困', '(?<!贫)困(在|住|人)', '(关|卡)在电梯', '电梯.{0,6}(关人|出不来)'].map(told)],
  ['fire', ['(起|着|失)火', '冒(浓?烟|火)', '烧起来'].map(told)],
  ['gas', ['(煤气|燃气|天然气|液化气)(?!费|表|卡|公司).{0,4}(味|泄漏|泄露|漏)', '漏(煤气|燃气|天然气|气)'].map(told)],
  ['electric', ['漏电(?!保护|开关)', '触电', '电线.{0,4}(打火|冒火|火花|掉)'].map(told)],
  ['burst', ['爆(水)?管', '管(子|道|线)?(都|又|给)?(爆|炸)(了|裂|开)?', '(水|总)管.{0,3}(爆|炸)'].map(told)],
  [
    'flood',
    [
      '(?<!开|热)(喷|涌)(出)?水(?!池)',
      '大量(漏水|跑水)',
      '(水漫|漫水|水淹|被淹|淹了|泡水)',
      '水.{0,6}(灌|流)(进|到)(电梯|配电|车库)',
    ].map(told),
  ],
  [
    'outage',
    [
      '(整|全)(栋|幢|楼|单元|小区|村|条街).{0,6}((没有?|无|停|断)了?(水|电))',
      '(整|全)(栋|幢|楼|单元|小区|村|条街).{0,4}(水|电).{0,2}(没有?了|停了|断了)',
    ].map(told),
  ],
]

/** The gravest danger that is named in any of the texts; null when none is. */
export function dangerOf(texts: readonly (string | null | undefined)[]): Danger | null {
  const bare = texts.flatMap(text => (text ? [text.normalize('NFKC').replace(/\s+/g, '')] : []))
  return signs.find(([, patterns]) => patterns.some(pattern => bare.some(text => pattern.test(text))))?.[0] ?? null
}
