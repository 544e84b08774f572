import { people } from '@sansheng/contract/people.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { useCall } from '../app/call.ts'
import { useSession } from '../app/session.tsx'

type Person = ReplyOf<typeof people.listPersons>['items'][number]
const freshFor = 60_000

/** The people of the site to choose from, by name, staff number and departments; those who work here unless `keep` says otherwise. */
export function usePersonOptions(keep: (person: Person) => boolean = person => person.active) {
  const { siteId, can } = useSession()
  const read = useCall(
    people.listPersons,
    { params: { siteId }, query: {} },
    { staleTime: freshFor, enabled: can('people:read') },
  )
  const options = (read.data?.items ?? []).filter(keep).map(person => ({
    value: person.id,
    label: [person.name, person.staffNumber, ...person.departments.map(d => d.name)].join(' '),
  }))
  return { options, loading: read.isFetching }
}
