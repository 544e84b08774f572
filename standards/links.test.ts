import { expect, it } from 'vitest'
import { compiled, type Name } from './cases.ts'
import { prose } from './links/prose.ts'
import { links } from './links.ts'

/** Requirements that hold a time, a number, words to say or a guard; then those whose text holds a clock or a consent besides. */
const enforceable = `
006 016 018 020-028 030 031 034 035 037 039-041 045 054 055 058 060-068 070 071 075 077 078 082 090 092 093 097-099 108 112-121 123-127
131-133 135-138 143 145 147-149 153 154 159 166 172-187 197 198 202 204 207 210 214 217 218 220 224 225 231-233 236 238 241 243 248 264
269-271 274 275 283 300-303 305 308 329-339 342 343 354-356 358 368
032 033 036 047 072 095 096 100 106 139 150 156 163 165 171 190 203 215 226 242 253 263 276 296 297 299 304 310 311 365`
const additions = ['A001', 'A002', 'A003', 'A004', 'A009', 'A012', 'A014', 'A017', 'A018', 'A024']
const conflicts = [...Array.from({ length: 22 }, (_, i) => `C${i + 1}`), ...Array.from({ length: 12 }, (_, i) => `N${i + 1}`)]

function numbers(text: string): string[] {
  return text
    .trim()
    .split(/\s+/)
    .flatMap(span => {
      const [from, to = from] = span.split('-').map(Number) as [number, number?]
      return Array.from({ length: to - from + 1 }, (_, i) => `R${String(from + i).padStart(3, '0')}`)
    })
}

it('every link leads to a rule of its own standard that stands under a clause', () => {
  const lost: string[] = []
  for (const [number, targets] of Object.entries(links))
    for (const target of targets) {
      const [name, id] = target.split('#') as [Name, string]
      const found = compiled[name]
      const rule = found && [...found.rules, ...found.alternatives].find(rule => rule.id === id && rule.standard === name)
      if (!rule || rule.clause.number === '') lost.push(`${number} ${target}`)
    }
  expect(lost).toEqual([])
})

it('everything that can be a rule is one, or says why it stays prose; every conflict has its rule too', () => {
  const asked = [...numbers(enforceable), ...additions, ...conflicts]
  expect(asked.filter(number => !links[number] && !prose[number])).toEqual([])
  expect(Object.keys(prose).filter(number => links[number] || !asked.includes(number))).toEqual([])
})
