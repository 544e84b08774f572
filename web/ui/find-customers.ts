/** Looks customers up as they are typed. */
import { customers } from '@sansheng/contract/customers.ts'
import { readPhone } from '@sansheng/contract/phone.ts'
import { useCall } from '../app/call.ts'
import { useSession } from '../app/session.tsx'
import { useSettled } from '../app/settled.ts'

/** Whether words are a telephone number as it is dialled, and not a house or account number. */
export const isPhone = (words: string): boolean => (readPhone(words)?.line.replace(/\D/g, '').length ?? 0) >= 7

/** Every look-up of a number is recorded, so what is known already is not asked again when the screen refreshes. */
function useLookUp(phone: string | null) {
  const { siteId } = useSession()
  const input = { params: { siteId }, body: { phone: phone ?? '' } }
  return useCall(customers.lookUp, input, { enabled: phone !== null, staleTime: 'static' })
}

/** A number is looked up whole, and as an account number where nobody has it; words are looked up as they are typed. */
export function useFound(words: string) {
  const { siteId, can } = useSession()
  const settled = useSettled(words.trim(), 250)
  const enough = settled.length >= 2 && can('customers:read')
  const isNumber = isPhone(settled)
  const byNumber = useLookUp(isNumber && enough ? settled : null)
  const isNobodys = isNumber && byNumber.data?.items.length === 0
  const byWords = useCall(
    customers.list,
    { params: { siteId }, query: { q: settled, limit: 8 } },
    { enabled: enough && (!isNumber || isNobodys), keep: true },
  )
  const isExact = isNumber && !isNobodys
  return { settled: enough ? settled : '', found: enough ? (isExact ? byNumber : byWords) : null, isExact }
}
