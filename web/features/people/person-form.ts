import { type Person, people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import type { FirstPassword } from '../../ui/first-password.tsx'
import type { GrantPlan } from './grant-fields.tsx'

/** What is filled in of a person; the staff number and the departments only of a new one. */
export type PersonValues = {
  name: string
  staffNumber: string
  phone: string
  active: boolean
  probation: boolean
  grants: GrantPlan[]
  departmentIds: string[]
}

export const valuesOf = (person: Person | null, siteId: number): PersonValues => ({
  name: person?.name ?? '',
  staffNumber: person?.staffNumber ?? '',
  phone: '',
  active: person?.active ?? true,
  probation: person?.probation ?? false,
  grants: person
    ? person.grants.map((g, key) => ({ key, role: g.role, scope: g.scope, siteId: g.siteId, unitId: g.unitId }))
    : [{ key: 0, role: 'agent', scope: 'site', siteId, unitId: null }],
  departmentIds: [],
})

/** The first thing that is missing. */
export function missingIn({ name, staffNumber, grants }: PersonValues): 'name' | 'staffNumber' | 'grants' | null {
  if (name.trim() === '') return 'name'
  if (staffNumber === '') return 'staffNumber'
  return grants.length === 0 ? 'grants' : null
}

type Grants = BodyOf<typeof people.createPerson>['grants']
type Granted = Pick<GrantPlan, 'role' | 'scope' | 'siteId' | 'unitId'>
const grantsOf = (grants: readonly Granted[]): Grants =>
  grants.map(({ role, scope, siteId, unitId }) => ({
    role,
    scope,
    ...(scope === 'all' || scope === 'unit' || siteId === null ? {} : { siteId }),
    ...(scope === 'unit' && unitId !== null ? { unitId } : {}),
  }))
const phoneOf = (phone: string) => (phone.trim() === '' ? {} : { phone: phone.trim() })

/** Adds, changes and resets passwords; `firstPassword` is there once a person has got one, `asked` when somebody else consents to it first. */
export function usePersonRoutes(
  siteId: number,
  { onChanged, onFactorReset }: { onChanged: () => void; onFactorReset: () => void },
) {
  const create = useSend(people.createPerson)
  const update = useSend(people.updatePerson)
  const reset = useSend(people.resetPassword)
  const resetFactor = useSend(people.resetSecondFactor)
  const [firstPassword, setFirstPassword] = useState<FirstPassword | null>(null)
  const [asked, setAsked] = useState(false)

  const add = async ({ staffNumber, name, phone, probation, grants, departmentIds }: PersonValues) => {
    const body = { staffNumber, name: name.trim(), ...phoneOf(phone), probation, grants: grantsOf(grants), departmentIds }
    const done = await create.mutateAsync({ params: { siteId }, body }).catch(() => null)
    if (done) setFirstPassword({ name: done.person.name, staffNumber: done.person.staffNumber, password: done.firstPassword })
  }
  const change = async (person: Person, { name, phone, active, probation, grants }: PersonValues) => {
    const drafts = grantsOf(grants)
    const changed = JSON.stringify(drafts) !== JSON.stringify(grantsOf(person.grants))
    const body = {
      name: name.trim(),
      ...phoneOf(phone),
      active,
      probation,
      ...(changed ? { grants: drafts } : {}),
      version: person.version,
    }
    const done = await update.mutateAsync({ params: { siteId, id: person.id }, body }).catch(() => null)
    if (done) onChanged()
  }
  const resetPassword = (person: Person) =>
    reset
      .mutateAsync({ params: { siteId, id: person.id } })
      .then(({ firstPassword: password }) =>
        password === null ? setAsked(true) : setFirstPassword({ name: person.name, staffNumber: person.staffNumber, password }),
      )
      .catch(() => undefined)

  const resetSecondFactor = (person: Person) =>
    resetFactor
      .mutateAsync({ params: { siteId, id: person.id } })
      .then(({ done }) => (done ? onFactorReset() : setAsked(true)))
      .catch(() => undefined)

  return {
    add,
    change,
    resetPassword,
    resetSecondFactor,
    firstPassword,
    asked,
    fault: create.error ?? update.error ?? reset.error ?? resetFactor.error,
    saving: create.isPending || update.isPending,
    resetting: reset.isPending,
    resettingFactor: resetFactor.isPending,
  }
}
