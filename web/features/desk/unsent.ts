/** What was typed at this desk and has not reached the server yet: it outlives another page, a reload and an hour without network. */
import type { IntakeFields, IntakePatch } from '@sansheng/contract/intake-draft.ts'

export type FieldName = keyof IntakeFields
/** `drop`: fields that are the agent's no more, because the server has recorded them. */
export type Unsent = { fields: IntakePatch; drop: readonly FieldName[] }
export const nothing: Unsent = { fields: {}, drop: [] }
export const isNothing = ({ fields, drop }: Unsent): boolean => Object.keys(fields).length === 0 && drop.length === 0

const prefix = 'sansheng.desk.'
const placeOf = (personId: string, contactId: string) => `${prefix}${personId}.${contactId}`

export function readUnsent(personId: string, contactId: string): Unsent {
  sweep(personId)
  try {
    const kept = JSON.parse(sessionStorage.getItem(placeOf(personId, contactId)) ?? '{}') as Partial<Unsent>
    return { fields: kept.fields ?? {}, drop: kept.drop ?? [] }
  } catch (error) {
    if (error instanceof SyntaxError) return nothing
    throw error
  }
}

export function writeUnsent(personId: string, contactId: string, unsent: Unsent): void {
  if (isNothing(unsent)) sessionStorage.removeItem(placeOf(personId, contactId))
  else sessionStorage.setItem(placeOf(personId, contactId), JSON.stringify(unsent))
}

/** What somebody else typed at this machine is not kept for the next. */
function sweep(personId: string): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) && !key.startsWith(`${prefix}${personId}.`)) sessionStorage.removeItem(key)
}

export const typed = ({ fields, drop }: Unsent, more: IntakePatch): Unsent => ({
  fields: { ...fields, ...more },
  drop: drop.filter(name => !(name in more)),
})

export const dropped = ({ fields, drop }: Unsent, names: readonly FieldName[]): Unsent => ({
  fields: without(fields, names),
  drop: [...new Set([...drop, ...names])],
})

/** What is left when the server has taken `sent`: whatever was typed meanwhile. */
export const leftOf = ({ fields, drop }: Unsent, sent: Unsent): Unsent => ({
  fields: Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(sent.fields[name as FieldName])),
  ),
  drop: drop.filter(name => !sent.drop.includes(name)),
})

/** The draft that the server keeps, with what it does not know yet. */
export const patched = (kept: IntakePatch, { fields, drop }: Unsent): IntakePatch => ({ ...without(kept, drop), ...fields })

const without = (fields: IntakePatch, names: readonly FieldName[]): IntakePatch =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name as FieldName)))
