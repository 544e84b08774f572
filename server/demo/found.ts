/** Founds a made-up company: site, people, departments, homes, customers, and its standard in force. */
import { customers } from '@sansheng/contract/customers.ts'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { shippedStandards } from '../modules/standards/index.ts'
import type { Caller, callersOf, Secrets } from './caller.ts'
import type { Home, Stage } from './stage.ts'
import type { Member, Role, SiteStory } from './story.ts'

/** Who sees only what is his department's; all others see their site. */
const inTeams: ReadonlySet<Role> = new Set(['department-head', 'worker'])

type Needs = { callers: ReturnType<typeof callersOf>; secrets: Secrets } & Pick<Stage, 'chance' | 'now' | 'surprises'>

export async function foundSite(story: SiteStory, needs: Needs): Promise<Stage> {
  const admin = needs.callers('admin')
  const { unit: unitName, code, name, kind } = story
  const { id: siteId } = await admin.ok(people.createSite, { body: { unitName, code, name, kind } })
  const as = (staffNumber: string): Caller => needs.callers(staffNumber, siteId)
  const ids = new Map<string, string>()
  const add = async ({ staffNumber, name, role, probation }: Member) => {
    const grants = [{ role, scope: inTeams.has(role) ? ('team' as const) : ('site' as const), siteId }]
    const body = { staffNumber, name, grants, ...(probation ? { probation } : {}) }
    const made = await as('admin').ok(people.createPerson, { body })
    ids.set(staffNumber, made.person.id)
    needs.secrets.first.set(staffNumber, made.firstPassword)
  }
  // most of the time goes into the hashes of passwords: two cores can do two
  await Promise.all(story.people.map(add))
  for (const department of new Set(story.people.flatMap(p => p.department ?? []))) {
    const members = story.people.filter(p => p.department === department)
    const headId = ids.get(members.find(p => p.head)!.staffNumber)!
    const memberIds = members.map(p => ids.get(p.staffNumber)!)
    await as('admin').ok(people.createDepartment, { body: { name: department, headId, memberIds } })
  }
  const stage = {
    ...needs,
    siteId,
    story,
    as,
    personId: (staffNumber: string) => ids.get(staffNumber)!,
    homes: [] as Home[],
    runs: await publishStandard({ story, as }),
  }
  const desk = as(story.people.find(p => p.role === 'shift-leader')!.staffNumber)
  for (const household of story.households) {
    const premises = await desk.ok(customers.createPremises, { body: household.premises })
    const customer = await desk.ok(customers.create, { body: { ...household.customer, premisesIds: [premises.id] } })
    stage.homes.push({ ...household, premisesId: premises.id, customerId: customer.id })
  }
  return stage
}

async function publishStandard({ story, as }: Pick<Stage, 'story' | 'as'>): Promise<ReadonlySet<string>> {
  const shipped = (await shippedStandards()).find(s => s.name === story.standard)
  if (!shipped) throw new Error(`The standard ${story.standard} did not come with this installation.`)
  const director = as(story.people.find(p => p.role === 'director')!.staffNumber)
  const { clauses } = await director.ok(publication.publish, { body: { source: shipped.source, note: '试行一个月后正式发布' } })
  return new Set(clauses.flatMap(c => c.rules.filter(r => r.state === 'runs').map(r => r.id)))
}
