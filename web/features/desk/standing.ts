/** The standard in force, run at the desk: which clauses listen here, what is still missing, who would get it. The server judges anew. */
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { standards } from '@sansheng/contract/standards.ts'
import type { GateViolation } from '@sansheng/rulebook/engine'
import type { Rule, Rulebook } from '@sansheng/rulebook/kinds'
import type { Action, EventType, Facts, Role } from '@sansheng/rulebook/vocabulary'
import { useEffect, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { serverNow } from '../../app/time.ts'

export type Verdict = { denied: GateViolation[]; warned: GateViolation[]; overridable: boolean }
export type Standing = {
  rulebook: Rulebook
  ask(actions: Action[], facts: Facts): Verdict
  route(facts: Facts): { department: string; clause: { number: string; title: string; anchor: string } } | null
}

type Texts = ReplyOf<typeof standards.getTexts>
/** A published version never changes: compiled once. */
const compiled = new Map<string, Promise<Standing | null>>()

/** Null while it is read, or when this text cannot be run here; the desk then works without a look ahead. */
export function useStanding(): Standing | null {
  const { siteId, can } = useSession()
  const may = can('standards:read')
  const { data } = useCall(standards.get, { params: { siteId } }, { staleTime: 300_000, enabled: may })
  const id = data?.id
  const texts = useCall(
    standards.getTexts,
    { params: { siteId, id: id ?? '' } },
    { staleTime: Number.POSITIVE_INFINITY, enabled: id !== undefined },
  )
  const [standing, setStanding] = useState<Standing | null>(null)
  useEffect(() => {
    if (!id || !texts.data) return
    let here = true
    const done = compiled.get(id) ?? stand(id, texts.data)
    compiled.set(id, done)
    done.then(
      made => here && setStanding(made),
      () => compiled.delete(id),
    )
    return () => {
      here = false
    }
  }, [id, texts.data])
  return standing
}

async function stand(id: string, { source, trial, inherited, calendars }: Texts): Promise<Standing | null> {
  const { compile, gate, routeTo } = await import('@sansheng/rulebook/engine')
  const { rulebook } = compile(source, { inherited, calendars: calendars as never, version: id })
  if (!rulebook) return null
  if (trial) for (const rule of rulebook.rules) rule.record = true
  return {
    rulebook,
    ask(actions, facts) {
      const denied: GateViolation[] = []
      const warned: GateViolation[] = []
      let roles: Role[] | null = null
      for (const action of actions) {
        const subject = { kind: 'case' as const, id: '' }
        const at = serverNow()
        const verdict = gate(rulebook, {
          action,
          facts: { ...facts, event: { type: action } },
          refs: {},
          counts: {},
          at,
          subject,
        })
        if (verdict.outcome === 'allow') continue
        const stopping = new Set(verdict.findings.filter(f => f.verdict === 'denied').map(f => f.ruleId))
        for (const violation of verdict.violations) {
          const list = stopping.has(violation.ruleId) ? denied : warned
          if (!list.some(h => h.ruleId === violation.ruleId)) list.push(violation)
        }
        if (verdict.outcome === 'deny') {
          const mine = verdict.overridableBy
          roles = roles === null ? mine : roles.filter(role => mine.includes(role))
        }
      }
      return { denied, warned, overridable: roles !== null && roles.length > 0 }
    },
    route: facts => routeTo(rulebook, facts),
  }
}

/** Rules that have something to do at any of these events and may concern what is known. */
export function rulesAt(rulebook: Rulebook, events: EventType[], facts: Facts): Rule[] {
  const found = new Set<Rule>()
  for (const event of events)
    for (const index of [rulebook.starts, rulebook.gates, rulebook.routes] as Map<EventType, Rule[]>[])
      for (const rule of index.get(event) ?? []) if (!rule.when?.ready(facts) || rule.when.holds(facts)) found.add(rule)
  return rulebook.rules.filter(rule => found.has(rule))
}

/** Categories that the lines of routing name, with the kinds left to the reader: `ticket.category in ['水费', …]`. */
export function categoriesOf(rulebook: Rulebook): string[] {
  const names = new Set<string>()
  for (const rules of rulebook.routes.values())
    for (const { lines } of rules)
      for (const { when } of lines)
        for (const [, list, one] of when?.cel.matchAll(/ticket\.category\s*(?:in\s*\[([^\]]*)\]|==\s*('[^']*'|"[^"]*"))/g) ?? [])
          for (const [, a, b] of (list ?? one ?? '').matchAll(/'([^']*)'|"([^"]*)"/g)) names.add(a ?? b ?? '')
  names.delete('')
  return [...names]
}
