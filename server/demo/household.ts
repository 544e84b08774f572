import type { Household } from './story.ts'

/** A line of the table of homes: code, address, area, name, phone, and what else is known. */
export function household(
  code: string,
  address: string,
  area: string,
  name: string,
  phone: string,
  more: Omit<Household['customer'], 'name' | 'phone'> & { use?: Household['premises']['use'] } = {},
): Household {
  const { use = 'home', ...known } = more
  return { premises: { code, address, area, use }, customer: { name, phone, ...known } }
}
