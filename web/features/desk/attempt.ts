import type { Override } from '@sansheng/contract/clocks.ts'
import { useState } from 'react'
import { type CallFault, isFault } from '../../app/call.ts'

/** What was refused, and how to try it again, also with a reason. */
export type Refused = { fault: CallFault; again: (() => void) | null; override: ((override: Override) => void) | null }

/** Runs acts that may be refused and keeps the last refusal until the next try. */
export function useAttempt() {
  const [refused, setRefused] = useState<Refused | null>(null)
  const attempt = async (act: () => Promise<void>, override: Refused['override'] = null): Promise<boolean> => {
    setRefused(null)
    try {
      await act()
      return true
    } catch (error) {
      if (!isFault(error)) throw error
      setRefused({ fault: error, again: () => void attempt(act, override), override })
      return false
    }
  }
  return { refused, attempt }
}
