/** Invented handbooks of other trades, with what a person finds in them. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../engine/index.ts'
import { handbooks } from './handbooks/gold.ts'
import { type Proposal, propose } from './propose.ts'

/** A score, a list or a set of words is read from the whole paragraph; everything else from its own sentence. */
const says = (source: string, { kind, sentence, from, to }: Proposal, words: string) => {
  if (!['score', 'decide', 'phrase', 'script'].includes(kind)) return sentence.includes(words)
  const start = source.lastIndexOf('\n', from) + 1
  const end = source.indexOf('\n', to)
  return source.slice(start, end < 0 ? source.length : end).includes(words)
}

const read = (file: string) => readFileSync(new URL(`handbooks/${file}`, import.meta.url), 'utf8')
const right = ({ kind, amount }: Proposal, [, wanted, figure]: [string, string, string?]) =>
  kind === wanted && (figure === undefined || figure.split('，').every(part => amount.split('，').includes(part)))

const all = handbooks.map(({ file, gold, also }) => {
  const { source, proposals } = propose(read(file))
  const missed = gold.filter(item => !proposals.some(proposal => right(proposal, item) && says(source, proposal, item[0])))
  const known = [...gold.map(([words, kind]) => [words, kind] as const), ...also]
  const wrong = proposals.filter(
    proposal => !known.some(([words, kind]) => kind === proposal.kind && says(source, proposal, words)),
  )
  return { file, source, proposals, gold, missed, wrong }
})

test('nine in ten of what a person finds in them is proposed, with kind and amount', () => {
  const missed = all.flatMap(({ file, missed }) => missed.map(item => `${file} ${item.join(' ')}`))
  expect(missed.length, missed.join(' | ')).toBeLessThanOrEqual(all.flatMap(({ gold }) => gold).length * 0.1)
})

describe.each(all)('$file', ({ source, proposals, gold, missed, wrong }) => {
  test('no handbook falls far behind the others', () => {
    expect(missed.length, missed.map(item => item.join(' ')).join(' | ')).toBeLessThanOrEqual(gold.length * 0.2)
  })

  test('at most one proposal in ten is false', () => {
    expect(
      wrong.length,
      wrong.map(({ kind, amount, sentence }) => `${kind} ${amount} ${sentence}`).join(' | '),
    ).toBeLessThanOrEqual(proposals.length * 0.1)
  })

  test('the draft passes the checker and every rule in it is proposed', () => {
    const { problems, rules } = compile(source)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(rules.filter(({ state }) => state !== 'proposed')).toEqual([])
    expect(rules.map(({ id }) => id)).toEqual(proposals.map(({ id }) => id))
  })
})
