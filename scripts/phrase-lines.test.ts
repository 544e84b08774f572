import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { forbidding, hitsOf, judged, type Line, readLines } from './phrase-lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'phrase-lines-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(file: string, ...lines: string[]) {
  mkdirSync(join(folder, 'judge'), { recursive: true })
  writeFileSync(join(folder, 'judge', file), lines.join('\n'))
}
const rule = (name: string) => forbidding().find(rule => rule.name === name)!

test('lines are read once each with who said them and where, and a file whose name says neither is refused', () => {
  write('one.agent.message.txt', '您好', ' 我不知道 ', '您好', '')
  write('two.customer.talk.txt', '您好')
  expect(readLines(folder).map(({ text, part, source, speaker, place }) => [text, part, source, speaker, place].join())).toEqual([
    '您好,judge,one,agent,message',
    '我不知道,judge,one,agent,message',
    '您好,judge,two,customer,talk',
  ])
  write('three.txt', '您好')
  expect(() => readLines(folder)).toThrow('judge/three.txt must be named')
})

test('a rule is asked where it holds, and a line counts once, by the worst of its finds', () => {
  const line = (id: string, text: string, place: Line['place'] = 'message') => ({
    id,
    text,
    part: 'p',
    source: 's',
    speaker: 'agent',
    place,
  })
  const lines = [line('a', '这个我不知道，下班了'), line('b', '我不知道'), line('c', '下班了'), line('d', '我不知道', 'record')]
  const asked = hitsOf(lines, rule('general-hotline#forbidden-words'), false)
  expect([asked.asked, asked.hits.map(({ line, what }) => `${line.id} ${what}`)]).toEqual([
    3,
    [
      'a general-hotline#forbidden-words 不知道',
      'a general-hotline#forbidden-words 下班了',
      'b general-hotline#forbidden-words 不知道',
      'c general-hotline#forbidden-words 下班了',
    ],
  ])
  expect(hitsOf(lines, rule('general-hotline#forbidden-words'), true).asked).toBe(4)
  const verdicts = {
    'general-hotline#forbidden-words 不知道': { right: 'a b', wrong: '' },
    'general-hotline#forbidden-words 下班了': { right: '', wrong: 'a' },
  }
  expect(judged(asked.hits, verdicts)).toEqual({ right: 1, wrong: 1, unjudged: 1 })
})

test('each rule is measured once, however many standards have it', () => {
  const names = forbidding().map(({ name }) => name)
  expect(names.filter(name => name.endsWith('#forbidden-words'))).toEqual(['general-hotline#forbidden-words'])
})
