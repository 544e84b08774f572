/** What is wrong with rules that read well: facts that cannot be there yet, ends that meet their start, figures still open. */

import type { Key } from '../document/index.ts'
import { type LocalizedText, part, type Report, type Text } from '../document/index.ts'
import type { Draft } from '../kinds/index.ts'
import { groupOf, isClockRule, type Rule } from '../kinds/index.ts'
import { type EventName, type GroupName, nameOf, nearest, type Vocabulary } from '../vocabulary/index.ts'

type Reading = { report: Report; vocabulary: Vocabulary }

/** After so many problems none is given the nearest of all ids any more: looking for it takes as long as the text has rules. */
export const mostSuggested = 200

/** What can be said of a rule only once all of them are read. */
export function checkRules(drafts: Draft[], reading: Reading): void {
  const { report } = reading
  const byId = new Map(drafts.map(draft => [draft.rule.id, draft]))
  for (const draft of drafts) {
    if (!draft.own) continue
    checkFacts(draft, reading)
    checkEnds(draft, reading)
    checkReferences(draft, byId, report)
    if (draft.rule.open)
      report.warning(draft.where, 'open', {
        zh: `「${draft.rule.id}」还有数字待定，补上或改成正文之后才能发布`,
        en: `\`${draft.rule.id}\` still has an open figure; fill it in or turn it into prose before publishing`,
      })
  }
}

function checkFacts({ rule, entries, where }: Draft, { report, vocabulary }: Reading): void {
  const { events, facts } = vocabulary
  const place = (...keys: Key[]): Text => keys.map(key => entries[key]).find(entry => entry)?.value ?? where
  const at = startsAt(rule)
  // Rules that no event starts are asked whenever a person wants; what is known then cannot be told from here.
  if (at.length === 0) return
  const refuse = (groups: readonly GroupName[], known: readonly GroupName[], text: Text, all = at) => {
    for (const group of new Set(groups)) {
      if (known.includes(group)) continue
      report.error(text, 'fact-not-yet', {
        zh: `「${all.map(name => nameOf(events, name, 'zh')).join('、')}」时还不会有「${nameOf(facts, group, 'zh')}」的事实`,
        en: `at \`${all.join(', ')}\` there cannot be facts of \`${group}\` yet`,
      })
    }
  }
  const early = knownAt(at, vocabulary)
  if (rule.when) refuse(rule.when.groups, early, place('when'))
  if (isClockRule(rule)) {
    // Within a case of a customer everything can come up to its closing; other subjects know what they know from the start.
    const later: readonly GroupName[] = early.includes('contact') ? events['ticket.closed']!.knows : early
    for (const { when, term } of rule.within) {
      if (when) refuse(when.groups, early, place('within', 'every', 'by'))
      if (term.kind === 'by') refuse([groupOf(term.path)], early, place('by', 'within'))
    }
    if (rule.unless) refuse(rule.unless.groups, later, place('unless'))
    if (rule.settles) refuse(rule.settles.groups, [...later, ...knownAt(rule.to.events, vocabulary)], place('settles'))
    if (rule.pause) refuse(rule.pause.groups, later, place('pause'))
    if (rule.kind === 'cadence' && rule.while) refuse(rule.while.groups, later, place('while'))
  }
  if (rule.kind === 'limit' && rule.measure) refuse([groupOf(rule.measure)], early, place('measure'))
  if (rule.kind === 'require') {
    refuse(rule.need.map(groupOf), early, place('need'))
    refuse(rule.asked.map(groupOf), early, place('asked'))
  }
  if (rule.kind === 'approve') {
    for (const { when } of rule.consent) if (when) refuse(when.groups, early, place('consent'))
    for (const { when } of rule.within) if (when) refuse(when.groups, early, place('within'))
  }
  if (rule.kind === 'route') for (const { when } of rule.lines) if (when) refuse(when.groups, early, place('to'))
}

function checkEnds({ rule, entries, where }: Draft, { report, vocabulary: { events } }: Reading): void {
  if (rule.kind !== 'deadline') return
  const same = rule.to.events.filter(name => rule.from.events.includes(name))
  if (same.length === 0) return
  const text = entries.to?.value ?? where
  const message = {
    zh: `「${nameOf(events, same[0]!, 'zh')}」既是起又是止`,
    en: `\`${same[0]}\` is both start and end`,
  }
  if (same.length === rule.to.events.length) report.error(text, 'to-equals-from', message)
  else report.warning(text, 'to-equals-from', message)
}

/** Ids by which a rule names others. */
function checkReferences({ rule, entries, where }: Draft, byId: ReadonlyMap<string, Draft>, report: Report): void {
  const refuse = (id: string, key: Key, fits: (other: Rule) => boolean, what: LocalizedText) => {
    const found = byId.get(id)
    if (found && fits(found.rule)) return
    const lines = entries[key] ? [entries[key].value, ...entries[key].items] : []
    const line = lines.find(({ text }) => text.includes(id))
    report.error(
      line ? part(line, line.text.indexOf(id), line.text.indexOf(id) + id.length) : where,
      'rule-unknown',
      { zh: `没有编号「${id}」的${what.zh}规则`, en: `no ${what.en} rule has the id \`${id}\`` },
      report.problems.length < mostSuggested
        ? nearest(
            [...byId.values()].filter(other => fits(other.rule)).map(other => other.rule.id),
            id,
          )
        : null,
    )
  }
  if (rule.kind === 'target') {
    const counted = rule.measure.by === 'ratio'
    for (const id of rule.of)
      refuse(
        id,
        'of',
        other => isClockRule(other) || (counted && (other.kind === 'limit' || other.kind === 'require')),
        counted
          ? { zh: '时限、频次、限度或必备', en: 'deadline, cadence, limit or require' }
          : { zh: '时限或频次', en: 'deadline or cadence' },
      )
  }
  if (rule.kind === 'charge' && rule.waiver !== null)
    refuse(rule.waiver, 'waiver', other => other.kind === 'approve', { zh: '审批', en: 'approve' })
}

function startsAt(rule: Rule): EventName[] {
  switch (rule.kind) {
    case 'deadline':
    case 'cadence':
      return rule.from.events
    case 'limit':
    case 'route':
    case 'decide':
    case 'script':
      return rule.on
    case 'require':
    case 'approve':
      return rule.before
    default:
      return []
  }
}

/** Groups that at least one of the events can know. */
function knownAt(list: EventName[], { events }: Vocabulary): GroupName[] {
  return [...new Set(list.flatMap(name => events[name]!.knows))]
}
