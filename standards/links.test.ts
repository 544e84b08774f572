import { expect, it } from 'vitest'
import { compiled, type Name } from './cases.ts'
import { links } from './links.ts'

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
