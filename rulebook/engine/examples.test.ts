import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { printRule } from '../kinds/index.ts'
import { compile } from './compile.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

describe('what we ship', () => {
  const standards = Object.fromEntries(
    readdirSync(new URL('../../standards', import.meta.url))
      .filter(name => name.endsWith('.md'))
      .map(name => [name.replace(/\.md$/, ''), read(`../../standards/${name}`)]),
  )

  it.each(Object.keys(standards))('%s is a right standard, in the other language as well', name => {
    const { problems, rules, rulebook, document, above } = compile(standards[name]!, { inherited: standards })
    expect(problems).toEqual([])
    const fronts = [...above.map(({ front }) => front).reverse(), document.front]
    const all = (key: 'options' | 'choices') => {
      const table = JSON.stringify(Object.assign({}, ...fronts.map(front => front[key])))
      return table === '{}' ? '' : `${key}: ${table}\n`
    }
    const front = `---\nstandard: ${name}\ncalendar: cn-office\n${all('options')}${all('choices')}---\n`
    const print = (locale: 'zh' | 'en') =>
      rules.map(({ source }) => `\`\`\`rule\n${printRule(source, locale)}\n\`\`\``).join('\n\n')
    const other = compile(`${front}${print('en')}\n`)
    const own = compile(`${front}${print('zh')}\n`)
    expect(other.problems).toEqual([])
    expect(JSON.parse(JSON.stringify(other.rulebook!.rules))).toEqual(JSON.parse(JSON.stringify(own.rulebook!.rules)))
    expect(other.rulebook!.rules).toHaveLength(rulebook!.rules.length)
  })

  it('every example of the language reference compiles', () => {
    const blocks = read('../../docs/rulebook.md').match(/```(?:规则|rule)\n[\s\S]*?```/g)!
    const { problems, rules } = compile(`---\nstandard: examples\n---\n${blocks.join('\n\n')}\n`)
    expect(problems).toEqual([])
    expect(rules).toHaveLength(19)
  })
})
