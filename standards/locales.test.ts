import { compile } from '@sansheng/rulebook/engine'
import { printRule } from '@sansheng/rulebook/kinds'
import { expect, it } from 'vitest'
import { inherited, names } from './cases.ts'

const rulesOf = (source: string) => {
  const { problems, rulebook } = compile(source, { version: '1', inherited })
  return { problems, rules: JSON.parse(JSON.stringify(rulebook?.rules ?? [])) as unknown[] }
}

it.each(names)('%s says in English what it says in Chinese', name => {
  const english = inherited[name]!.replace(/```规则\n([\s\S]*?)\n```/g, (_block, rule: string) => {
    return `\`\`\`rule\n${printRule(rule, 'en')}\n\`\`\``
  })
  expect(english).not.toContain('规则: ')
  const [chinese, printed] = [rulesOf(inherited[name]!), rulesOf(english)]
  expect(printed.problems).toEqual([])
  expect(printed.rules.length).toBeGreaterThan(40)
  expect(printed.rules).toEqual(chinese.rules)
})
