import { type Checked, standards } from '@sansheng/contract/standards.ts'
import { useEffect, useState } from 'react'
import { type CallFault, call, isFault } from '../../app/call.ts'

export type Check = { of: string | null; result: Checked | null; fault: CallFault | null }
/** Milliseconds of rest before a text is checked. */
const rest = 350

/** What the server finds in a text, shortly after the last change; the answer before stays until the next one comes. */
export function useCheck(siteId: number, source: string | null): Check & { checking: boolean } {
  const [check, setCheck] = useState<Check>({ of: null, result: null, fault: null })
  useEffect(() => {
    if (source === null) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call(standards.check, { params: { siteId }, body: { source } }, { signal: stop.signal })
        .then(result => setCheck({ of: source, result, fault: null }))
        .catch((error: unknown) => {
          if (!stop.signal.aborted && isFault(error)) setCheck(before => ({ ...before, of: source, fault: error }))
        })
    }, rest)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [siteId, source])
  return { ...check, checking: source !== null && check.of !== source }
}
