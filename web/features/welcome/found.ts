/** Does what the wizard was told, one step after the other; each step that was answered is never done again. */
import { customers } from '@sansheng/contract/customers.ts'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { call } from '../../app/call.ts'
import type { FirstPassword } from '../../ui/first-password.tsx'
import { usualScope } from '../../ui/role-labels.ts'
import { readPasted } from './addresses.ts'
import { officeCalendar, specOfHours } from './hours.ts'
import { isMade, type Made, type Plan, type Step, stepsOf } from './plan.ts'

export type Tell = { made(made: Made): void; password(first: FirstPassword): void; step(step: Step): void }

/**
 * `keys` holds one key for each step: a try without an answer is sent again under the same key and happens once.
 * @throws a CallFault at the step that was refused
 */
export async function found(plan: Plan, source: string, before: Made, keys: Map<string, string>, tell: Tell): Promise<Made> {
  let made = before
  const make = (part: Partial<Made>) => {
    made = { ...made, ...part }
    tell.made(made)
  }
  for (const step of stepsOf(plan)) {
    if (isMade(step, made)) continue
    tell.step(step)
    const name = JSON.stringify(step)
    const key = keys.get(name) ?? crypto.randomUUID()
    keys.set(name, key)
    // each address is told at once, so that going on after a refusal writes none twice
    if (step.do === 'addresses') await enterAddresses(plan, made, key, addresses => make({ addresses }))
    else make(await doStep(step, plan, source, made, key, tell))
  }
  return made
}

async function enterAddresses(plan: Plan, made: Made, key: string, tell: (entered: string[]) => void): Promise<void> {
  let entered = made.addresses
  for (const { code, address } of readPasted(plan.addresses).addresses) {
    if (entered.includes(address)) continue
    const body = { address, ...(code ? { code } : {}) }
    await call(customers.createPremises, { params: { siteId: made.siteId ?? 0 }, body }, { key: `${key}-${entered.length}` })
    entered = [...entered, address]
    tell(entered)
  }
}

async function doStep(
  step: Exclude<Step, { do: 'addresses' }>,
  plan: Plan,
  source: string,
  made: Made,
  key: string,
  tell: Tell,
): Promise<Partial<Made>> {
  const params = { siteId: made.siteId ?? 0 }
  switch (step.do) {
    case 'site': {
      const unit = plan.unitId === null ? { unitName: plan.unit.trim() } : { unitId: plan.unitId }
      const body = { ...unit, code: plan.code, name: plan.site.trim(), kind: plan.kind }
      return { siteId: (await call(people.createSite, { body }, { key })).id }
    }
    case 'department': {
      const done = await call(people.createDepartment, { params, body: { name: step.name } }, { key })
      return { departments: { ...made.departments, [step.name]: { id: done.id, version: done.version, headed: false } } }
    }
    case 'person': {
      const { person } = step
      const department = person.department === null ? undefined : made.departments[person.department]
      const body = {
        staffNumber: person.staffNumber,
        name: person.name.trim(),
        grants: person.roles.map(role => ({ role, scope: usualScope(role) })),
        ...(department ? { departmentIds: [department.id] } : {}),
      }
      const done = await call(people.createPerson, { params, body }, { key })
      tell.password({ name: person.name, staffNumber: person.staffNumber, password: done.firstPassword })
      return { persons: { ...made.persons, [person.staffNumber]: done.person.id } }
    }
    case 'head': {
      const department = made.departments[step.department]!
      const headId = made.persons[step.person.staffNumber]!
      const done = await call(
        people.updateDepartment,
        { params: { ...params, id: department.id }, body: { headId, version: department.version } },
        { key },
      )
      return { departments: { ...made.departments, [step.department]: { ...department, version: done.version, headed: true } } }
    }
    case 'hours':
      await call(
        standards.publishCalendar,
        { params: { ...params, name: officeCalendar }, body: { spec: specOfHours(plan.hours) } },
        { key },
      )
      return { hours: true }
    case 'publish':
      await call(publication.publish, { params, body: { source, trial: plan.trial } }, { key })
      return { published: true }
  }
}
