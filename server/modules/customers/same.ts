/** Whether two records look like one customer. It is only ever proposed: two people of one household are two until somebody says otherwise. */
import { isSamePhone } from '@sansheng/contract/phone.ts'
import { plain } from '../../platform/search-tokens.ts'
import type { CustomerRow } from './rules.ts'

type Named = Pick<CustomerRow, 'name' | 'merged'>
type Compared = Pick<CustomerRow, 'name' | 'phone' | 'premises' | 'merged'>

/** Whether a customer goes by a name, or was written down under it: but for width, spaces, middle dots and signs that nobody sees. */
export const isNameOf = (customer: Named, said: string): boolean => namesOf(customer).some(known => plain(known) === plain(said))

/** The same name with the same number or address; or the same number where one of them has no name. */
export function isLikelySame(one: Compared, other: Compared): boolean {
  const [names, others] = [namesOf(one), namesOf(other)]
  const sharesPhone = phonesOf(one).some(phone => phonesOf(other).some(another => isSamePhone(phone, another)))
  if (names.length === 0 || others.length === 0) return sharesPhone
  const sharesPlace = one.premises.some(({ id }) => other.premises.some(place => place.id === id))
  return (sharesPhone || sharesPlace) && names.some(name => isNameOf(other, name))
}

const namesOf = ({ name, merged }: Named) => [name, ...merged.map(one => one.name)].filter(known => known !== null)
const phonesOf = ({ phone, merged }: Compared) => [phone, ...merged.map(one => one.phone)].filter(known => known !== null)
