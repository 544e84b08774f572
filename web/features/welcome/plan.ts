/** What the wizard was told, and what is to be done for it, step by step. Pure. */

import type { handbooks, Proposed } from '@sansheng/contract/handbooks.ts'
import type { people } from '@sansheng/contract/people.ts'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import type { BodyOf, ReplyOf } from '@sansheng/contract/route.ts'
import type { Problem } from '@sansheng/rulebook/document'
import { settleProposals, withChoices } from '@sansheng/rulebook/document'
import { compile, publishBlockers } from '@sansheng/rulebook/engine'
import { listed } from '../../app/punctuation.ts'
import type { Decisions } from '../../ui/handbook/decisions.ts'
import type { AssignableRole } from '../../ui/role-labels.ts'
import { departmentsOf } from '../../ui/rule-figure.ts'
import { readPasted } from './addresses.ts'
import { type Hours, isUsual, usualHours } from './hours.ts'
import { routedToOne } from './one-department.ts'

export type Template = ReplyOf<typeof handbooks.listTemplates>['items'][number]
export type SiteKind = BodyOf<typeof people.createSite>['kind']

export type PersonPlan = { key: number; name: string; staffNumber: string; roles: AssignableRole[]; department: string | null }
/** `few`: one department and these people, who share the roles; `departments`: those that the standard names. */
export type Size = 'few' | 'departments'
type DepartmentPlan = { key: number; name: string }
export type Plan = {
  unit: string
  /** Of a unit that there is already; null makes one of that name. */
  unitId: string | null
  site: string
  code: string
  kind: SiteKind
  size: Size
  /** How many share the work of a small site. */
  headcount: number
  hours: Hours
  /** As they were pasted. */
  addresses: string
  /** Name of a standard that ships, or `own` for the handbook of the organisation. */
  standard: string | null
  /** Alternatives that were taken otherwise than the standard proposes, by option. */
  choices: Record<string, string>
  own: { name: string; proposed: Proposed; decisions: Decisions } | null
  trial: boolean
  departments: DepartmentPlan[]
  persons: PersonPlan[]
}
export const emptyPlan: Plan = {
  unit: '',
  unitId: null,
  site: '',
  code: '',
  kind: 'general',
  size: 'departments',
  headcount: 3,
  hours: usualHours,
  addresses: '',
  standard: null,
  choices: {},
  own: null,
  trial: true,
  departments: [],
  persons: [],
}

export type PeopleGap =
  | { key: 'noMembers' | 'noHead'; params: { names: string } }
  | { key: 'noLeader' | 'noFrontDesk'; params: Record<string, never> }
/** What will be missing on the first day and keeps nobody from opening: empty departments, departments and shifts without a leader. */
export function peopleGaps({ departments, persons }: Plan): PeopleGap[] {
  const names = departments.map(d => d.name.trim()).filter(Boolean)
  const of = (name: string) => persons.filter(p => p.department === name)
  const empty = names.filter(name => of(name).length === 0)
  const headless = names.filter(name => of(name).length > 0 && !of(name).some(p => p.roles.includes('department-head')))
  const nobodyIs = (...roles: AssignableRole[]) => !persons.some(p => p.roles.some(role => roles.includes(role)))
  return [
    ...(empty.length > 0 ? [{ key: 'noMembers' as const, params: { names: empty.join('、') } }] : []),
    ...(headless.length > 0 ? [{ key: 'noHead' as const, params: { names: headless.join('、') } }] : []),
    ...(nobodyIs('shift-leader') ? [{ key: 'noLeader' as const, params: {} }] : []),
    ...(nobodyIs('agent', 'receptionist') ? [{ key: 'noFrontDesk' as const, params: {} }] : []),
  ]
}

/** What was made already, so that going on after a refusal makes nothing twice. */
export type Made = {
  siteId: number | null
  departments: Record<string, { id: string; version: number; headed: boolean }>
  persons: Record<string, string>
  hours: boolean
  /** Those that the register has. */
  addresses: string[]
  published: boolean
}
export const nothingMade: Made = { siteId: null, departments: {}, persons: {}, hours: false, addresses: [], published: false }

/** The standard that is written for each kind of service. */
const standardFor: Record<SiteKind, string> = {
  water: 'water-hotline',
  property: 'property-service',
  mall: 'mall-desk',
  telecom: 'telecom-hall',
  general: 'general-hotline',
  online: 'online-wechat',
}

/** The plan with the standard of its kind of service and as many people as it says, unless a standard was chosen already. */
export function started(plan: Plan, templates: readonly Template[]): Plan {
  const template = plan.standard === null ? templates.find(({ name }) => name === standardFor[plan.kind]) : undefined
  const chosen = template ? withStandard(plan, template, undefined) : plan
  return chosen.size === 'few' && chosen.persons.length === 0 ? { ...chosen, persons: fewPersons(chosen) } : chosen
}

/** One of them leads and heads the department, all of them serve and work. */
const fewPersons = ({ headcount, departments }: Plan): PersonPlan[] =>
  Array.from({ length: headcount }, (_, key) => ({
    key,
    name: '',
    staffNumber: '',
    roles: key === 0 ? ['agent', 'worker', 'shift-leader', 'department-head'] : ['agent', 'worker'],
    department: departments[0]?.name ?? null,
  }))

/** Departments that the standard names and the site needs: of a small one the last, which gets what no other does. */
export const namedBy = ({ size }: Pick<Plan, 'size'>, template: Template): string[] =>
  size === 'few' ? departmentsOf(template.clauses).slice(-1) : departmentsOf(template.clauses)

/** Another standard names other departments; those that a person added himself stay. */
export function withStandard(plan: Plan, template: Template, before: Template | undefined): Plan {
  const named = namedBy(plan, template)
  const old = new Set(before ? departmentsOf(before.clauses) : [])
  const own = plan.departments.map(d => d.name).filter(name => name.trim() !== '' && !old.has(name) && !named.includes(name))
  const departments = [...named, ...own].map((name, key) => ({ key, name }))
  const there = new Set(departments.map(d => d.name))
  return {
    ...plan,
    standard: template.name,
    choices: {},
    departments,
    persons: plan.persons.map(p => (p.department !== null && !there.has(p.department) ? { ...p, department: null } : p)),
  }
}

export const OWN = 'own'

/** The standard that the site will have: one that ships with the alternatives taken, or the own handbook as it was decided. */
export function standardOf(plan: Plan, templates: readonly Template[]): Template | undefined {
  if (plan.standard === OWN) return plan.own ? ownTemplate(plan.own) : undefined
  const template = templates.find(s => s.name === plan.standard)
  if (!template) return undefined
  const source = withChoices(template.source, plan.choices)
  const [only, ...others] = plan.departments.map(d => d.name.trim()).filter(Boolean)
  const isOne = plan.size === 'few' && only !== undefined && others.length === 0
  return { ...template, source: isOne ? routedToOne(source, departmentsOf(template.clauses), only) : source }
}

export function ownTemplate({ proposed, decisions }: NonNullable<Plan['own']>): Template {
  const source = settleProposals(proposed.source, decisions)
  return { name: OWN, title: proposed.title, words: '', source, clauses: [], options: [] }
}

/** What would keep the own handbook from being published, as it is decided now. */
export function ownProblems(own: NonNullable<Plan['own']>): Problem[] {
  return publishBlockers(compile(ownTemplate(own).source, { vocabulary: productVocabulary })).errors
}

export type Step =
  | { do: 'site' }
  | { do: 'department'; name: string }
  | { do: 'person'; person: PersonPlan }
  | { do: 'head'; department: string; person: PersonPlan }
  | { do: 'addresses'; count: number }
  | { do: 'hours' }
  | { do: 'publish' }

export function stepsOf(plan: Plan): Step[] {
  const { addresses } = readPasted(plan.addresses)
  const heads = plan.departments.flatMap(d => {
    const head = plan.persons.find(p => p.department === d.name && p.roles.includes('department-head'))
    return head ? [{ do: 'head' as const, department: d.name, person: head }] : []
  })
  return [
    { do: 'site' },
    ...plan.departments.map(d => ({ do: 'department' as const, name: d.name })),
    ...plan.persons.map(person => ({ do: 'person' as const, person })),
    ...heads,
    ...(addresses.length > 0 ? [{ do: 'addresses' as const, count: addresses.length }] : []),
    ...(isUsual(plan.hours) ? [] : [{ do: 'hours' as const }]),
    { do: 'publish' },
  ]
}

export function isMade(step: Step, made: Made): boolean {
  switch (step.do) {
    case 'site':
      return made.siteId !== null
    case 'department':
      return made.departments[step.name] !== undefined
    case 'person':
      return made.persons[step.person.staffNumber] !== undefined
    case 'head':
      return made.departments[step.department]?.headed === true
    case 'addresses':
      return made.addresses.length >= step.count
    case 'hours':
      return made.hours
    case 'publish':
      return made.published
  }
}

type PeopleProblem = {
  key: 'departmentTwice' | 'personIncomplete' | 'staffWrong' | 'staffTwice'
  params: Record<string, string | number>
}
/** First missing or wrong thing of the departments and people, as a key of the words with its parameters; null when all is there. */
export function peopleProblem(plan: Plan, words: { name: string; staffNumber: string; roles: string }): PeopleProblem | null {
  const names = plan.departments.map(d => d.name.trim())
  const twice = names.find((n, i) => n !== '' && names.indexOf(n) !== i)
  if (twice) return { key: 'departmentTwice', params: { name: twice } }
  for (const [i, p] of plan.persons.entries()) {
    const missing = [
      p.name.trim() === '' && words.name,
      p.staffNumber.trim() === '' && words.staffNumber,
      p.roles.length === 0 && words.roles,
    ].filter(word => word !== false)
    if (missing.length > 0) return { key: 'personIncomplete', params: { number: i + 1, what: listed(missing) } }
    if (!/^[A-Za-z0-9_.-]+$/.test(p.staffNumber)) return { key: 'staffWrong', params: { number: p.staffNumber } }
    if (plan.persons.findIndex(q => q.staffNumber === p.staffNumber) !== i)
      return { key: 'staffTwice', params: { number: p.staffNumber } }
  }
  return null
}

/** A key that no item of the list has. */
export const nextKey = (list: readonly { key: number }[]): number => Math.max(-1, ...list.map(x => x.key)) + 1

/** The sentence with which a standard presents itself: the first figures that it promises, one from each chapter. */
export function promiseOf(template: Template): string {
  const chapters = new Set<string>()
  const promises: string[] = []
  for (const clause of template.clauses) {
    const chapter = clause.number.split('.')[0]!
    if (clause.rules.length === 0 || chapters.has(chapter) || !/[一二两三四五六七八九十]/.test(clause.title)) continue
    chapters.add(chapter)
    promises.push(clause.title.replace(/，/g, '、'))
  }
  return promises.length > 0 ? `${promises.slice(0, 3).join('；')}。` : ''
}
