/** Measures `propose` on a folder of documents against propose-gold.ts: `tsx scripts/propose-figures.ts <folder> [--unjudged]`. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Proposal, propose } from '@sansheng/rulebook/propose'
import { type GoldItem, gold } from './propose-gold.ts'
import { falseProposals, judged } from './propose-verdicts.ts'

const folder = process.argv[2]
if (!folder) {
  console.error('usage: tsx scripts/propose-figures.ts <folder with 000….txt to 004….txt> [--unjudged]')
  process.exit(2)
}
const listing = process.argv.includes('--unjudged')

const totals = { gold: 0, found: 0, other: 0, otherFound: 0, proposals: 0, wrong: 0, unjudged: 0 }
for (const name of readdirSync(folder)
  .filter(name => /^\d{3}.*\.txt$/.test(name))
  .sort()) {
  const document = name.slice(0, 3)
  const started = performance.now()
  const { proposals } = propose(readFileSync(join(folder, name), 'utf8'))
  const took = performance.now() - started
  const own = gold.filter(item => item.document === document)
  const missed = own.filter(item => !proposals.some(proposal => isFound(item, proposal)))
  const keys = proposals.map(proposal => ({ proposal, key: keyOf(proposal) }))
  const wrong = keys.filter(({ key }) => falseProposals.has(key))
  const unjudged = keys.filter(({ key }) => !judged.has(key) && !falseProposals.has(key))
  const tagged = own.filter(item => !item.other)
  const found = tagged.filter(item => !missed.includes(item)).length
  const others = own.length - tagged.length
  const otherFound = others - missed.filter(item => item.other).length
  console.log(
    `${document}  gold ${tagged.length}, found ${found}; other tags ${others}, found ${otherFound}; proposals ${proposals.length}, false ${wrong.length}, unjudged ${unjudged.length}; ${took.toFixed(0)} ms`,
  )
  for (const item of missed)
    console.log(`     missed ${item.requirement} ${item.kind} ${item.amount}${item.other ? ' (other tag)' : ''}`)
  for (const { proposal, key } of wrong) console.log(`     false ${proposal.kind} ${proposal.amount}: ${falseProposals.get(key)}`)
  if (listing)
    for (const { proposal, key } of unjudged)
      console.log(`     ${key} ${proposal.kind} ${proposal.amount} | ${proposal.sentence}\n${proposal.block}`)
  totals.gold += tagged.length
  totals.found += found
  totals.other += others
  totals.otherFound += otherFound
  totals.proposals += proposals.length
  totals.wrong += wrong.length
  totals.unjudged += unjudged.length
}
const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`
console.log(`all  found ${share(totals.found, totals.gold)}; other tags ${share(totals.otherFound, totals.other)}`)
console.log(`     false ${share(totals.wrong, totals.proposals)}; unjudged ${totals.unjudged}`)

function isFound({ kind, amount, near }: GoldItem, proposal: Proposal): boolean {
  const parts = proposal.amount.split('，')
  return proposal.kind === kind && amount.split('，').every(part => parts.includes(part)) && proposal.sentence.includes(near)
}

/** A verdict is kept by this, so that no sentence of the documents stands here. */
function keyOf({ kind, amount, sentence }: Proposal): string {
  return createHash('sha256').update(`${kind}\n${amount}\n${sentence}`).digest('hex').slice(0, 12)
}
