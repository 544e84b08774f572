import type { Form } from '@sansheng/contract/dispatch.ts'
import { useSession } from '../../app/session.tsx'
import { isOthers } from '../../ui/form-steps.ts'
import type { ActName } from './acts.ts'
import { useTicketLabels } from './labels.ts'

/** The name of an act; what is written down for a worker says for whom. */
export function useActLabel(): (name: ActName, form: Form | null) => string {
  const t = useTicketLabels()
  const { me } = useSession()
  return (name, form) => {
    if (!isOthers(form, me.person.id)) return t(name)
    if (name === 'assign') return t('reassign')
    if (name === 'accept' || name === 'arrive' || name === 'finish') return t(`${name}For`, { name: form?.worker?.name ?? '' })
    return t(name)
  }
}
