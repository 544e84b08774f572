/** The standard in force at this site, run at the desk. The server judges anew. */
import { people } from '@sansheng/contract/people.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { useEffect, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { compileStandard, type Standard } from './standard.ts'

/** A published version never changes: compiled once. */
const compiled = new Map<string, Promise<Standard | null>>()

/** Null while it is read, or when this text cannot be run here; the desk then works without a preview. */
export function useStandardInForce(): Standard | null {
  const { siteId, can } = useSession()
  const may = can('standards:read')
  const { data } = useCall(standards.get, { params: { siteId } }, { staleTime: 300_000, enabled: may })
  const id = data?.id
  const texts = useCall(
    standards.getTexts,
    { params: { siteId, id: id ?? '' } },
    { staleTime: Number.POSITIVE_INFINITY, enabled: id !== undefined },
  )
  return useCompiled(id, texts.data)
}

/** Departments that the standard may route to; null while they are read. */
export function useDepartments(): { id: string; name: string }[] | null {
  const { siteId, can } = useSession()
  const { data } = useCall(people.listDepartments, { params: { siteId } }, { staleTime: 300_000, enabled: can('people:read') })
  return data ? data.items : null
}

function useCompiled(id: string | undefined, texts: ReplyOf<typeof standards.getTexts> | undefined): Standard | null {
  const [standard, setStandard] = useState<Standard | null>(null)
  useEffect(() => {
    if (!id || !texts) return
    let mounted = true
    const made = compiled.get(id) ?? compileStandard(id, texts)
    compiled.set(id, made)
    made.then(
      done => mounted && setStandard(done),
      () => compiled.delete(id),
    )
    return () => {
      mounted = false
    }
  }, [id, texts])
  return standard
}
