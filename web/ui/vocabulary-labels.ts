/** Names of the vocabulary (roles, kinds of rules, facts and their values, units) as the reader's language has them. */
import { bases } from '@sansheng/rulebook/document'
import {
  type FactGroup,
  type Field,
  facts,
  type Kind,
  kinds,
  nameOf,
  type Role,
  roles,
  type Unit,
  units,
} from '@sansheng/rulebook/vocabulary'
import { shownLanguage } from '../app/language.ts'

const roleNames: Record<Role, string> = {
  agent: 'Agent',
  receptionist: 'Receptionist',
  'shift-leader': 'Shift leader',
  'department-head': 'Head of department',
  worker: 'Field worker',
  director: 'Director',
  inspector: 'Inspector',
  auditor: 'Auditor',
  administrator: 'Administrator',
  'front-owner': 'Front owner',
  handler: 'Handler',
  department: 'Department in charge',
}
const kindNames: Record<Kind, string> = {
  deadline: 'Deadline',
  cadence: 'Cadence',
  limit: 'Limit',
  require: 'Requirement',
  decide: 'Decision list',
  phrase: 'Phrases',
  script: 'Script',
  approve: 'Approval',
  route: 'Routing',
  target: 'Target',
  score: 'Score',
  order: 'Order',
  charge: 'Charge',
}
type SiteKind = keyof (typeof facts)['site']['fields']['kind']['values']
const siteKindNames: Record<SiteKind, string> = {
  water: 'Water hotline',
  property: 'Property service',
  mall: 'Mall desk',
  telecom: 'Telecom hall',
  general: 'General hotline',
  online: 'Online service',
}
/** One of it, and several. */
const unitNames: Record<Unit, readonly [string, string]> = {
  s: ['s', 's'],
  min: ['min', 'min'],
  h: ['h', 'h'],
  d: ['day', 'days'],
  month: ['month', 'months'],
  workday: ['working day', 'working days'],
  workmin: ['working min', 'working min'],
  workh: ['working h', 'working h'],
  ring: ['ring', 'rings'],
}
/** Where the key is not the word. */
const factNames: Record<string, string> = {
  'ticket.place': 'address',
  'ticket.promisedAt': 'time promised',
  'promise.dueAt': 'time agreed',
  'form.appointmentAt': 'appointment',
  'notice.endsAt': 'expected end',
  'fault.operation': 'done before',
  'contact.summary': 'notes',
  'customer.elder': 'elderly',
}
const valueNames: Record<string, string> = {
  wechat: 'WeChat',
  sms: 'SMS',
  email: 'email',
  field: 'on the spot',
  joined: 'joined an open matter',
  withdrawn: 'given up',
  basically: 'mostly satisfied',
  unsatisfied: 'not satisfied',
  unreached: 'not reached',
  absent: 'not signed',
  customer: 'the customer',
  material: 'material',
  department: 'a department',
  outage: 'the supply',
  paid: 'paid service',
}

/** `workDone`, `shift-leader` → `work done`, `shift leader`. */
const spaced = (key: string): string => key.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`).replaceAll('-', ' ')
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const inEnglish = (): boolean => shownLanguage() === 'en'

export const roleWord = (role: string): string => (inEnglish() ? (roleNames[role as Role] ?? role) : nameOf(roles, role, 'zh'))
export const kindWord = (kind: Kind): string => (inEnglish() ? kindNames[kind] : kinds[kind].zh)
export const siteKindWord = (kind: SiteKind): string => (inEnglish() ? siteKindNames[kind] : facts.site.fields.kind.values[kind])
/** Where a figure comes from. */
export const basisWord = (basis: string): string => nameOf(bases, basis, shownLanguage())
/** `分钟`, `working days`. */
export const unitWord = (unit: Unit, amount: number): string =>
  inEnglish() ? unitNames[unit][amount === 1 ? 0 : 1] : units[unit].zh

export const groupWord = (group: string): string => (inEnglish() ? spaced(group) : (facts[group as FactGroup]?.zh ?? group))

/** What a ticket itself says needs no saying of whom; a short name of something else stands with what it is of: `回访结果`. */
const ofTheMatter: ReadonlySet<string> = new Set(['ticket', 'fault', 'customer', 'contact'])
/** The name of a fact by its path: `fault.operation` → `操作经过`, `done before`. A path that the product does not know stays what it is. */
export function factWord(path: string): string {
  const [group, field] = path.split('.') as [FactGroup, string]
  const found = (facts[group]?.fields as Record<string, Field> | undefined)?.[field]
  if (!found) return path
  if (!inEnglish()) return found.zh.length <= 2 && !ofTheMatter.has(group) ? `${facts[group].zh}${found.zh}` : found.zh
  return factNames[path] ?? spaced(field)
}

/** A value of a fact that has a few; `values` are its Chinese names by key. */
export const valueWord = (values: Readonly<Record<string, string>>, value: string): string =>
  value in values ? (inEnglish() ? (valueNames[value] ?? spaced(value)) : values[value]!) : value

/** Such values as the choices of a field. */
export const valueOptions = <V extends string>(values: Readonly<Record<V, string>>): { value: V; label: string }[] =>
  (Object.keys(values) as V[]).map(value => {
    const word = valueWord(values, value)
    return { value, label: inEnglish() ? capital(word) : word }
  })
