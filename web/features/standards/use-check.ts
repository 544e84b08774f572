import { handbooks } from '@sansheng/contract/handbooks.ts'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type CallFault, call, isFault, useCall } from '../../app/call.ts'
import type { Found } from './editing/check-here.ts'
import { type Checker, makeChecker } from './editing/checker.ts'
import type { Known } from './editing/choice.ts'

type Result = Pick<Found, 'ok' | 'publishable' | 'problems' | 'unrecorded'>
export type Check = { of: string | null; result: Result | null; fault: CallFault | null }
/** Milliseconds of rest before a text is checked: here, and by the server, which has the last word. */
const rest = { here: 150, server: 700 }

/**
 * What is found in a text, shortly after the last change; the answer before stays until the next one comes.
 * The checker runs in the browser; the server then says the same of the text as it lies there, with what only it knows.
 */
export function useCheck(
  siteId: number,
  source: string | null,
): Check & { checking: boolean; known: Omit<Known, 'departments'> } {
  const [here, setHere] = useState<{ of: string; found: Found } | null>(null)
  const [there, setThere] = useState<Check>({ of: null, result: null, fault: null })
  const checker = useRef<Checker | null>(null)
  const known = useKnown(siteId)

  useEffect(
    () => () => {
      checker.current?.stop()
      checker.current = null
    },
    [],
  )
  useEffect(() => {
    if (source === null || !known) return
    let stale = false
    const timer = setTimeout(() => {
      checker.current ??= makeChecker()
      void checker.current.check(source, known.needs).then(found => {
        if (!stale) setHere({ of: source, found })
      })
    }, rest.here)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [source, known])
  useEffect(() => {
    if (source === null) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call(standards.check, { params: { siteId }, body: { source } }, { signal: stop.signal })
        .then(result => setThere({ of: source, result, fault: null }))
        .catch((error: unknown) => {
          if (!stop.signal.aborted && isFault(error)) setThere({ of: source, result: null, fault: error })
        })
    }, rest.server)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [siteId, source])

  const found = here?.found
  const answered = there.of === source && there.result !== null
  const result = answered ? there.result : here?.of === source ? here.found : (there.result ?? here?.found ?? null)
  return {
    of: there.of,
    result,
    fault: there.of === source ? there.fault : null,
    checking: source !== null && there.of !== source,
    known: useMemo(
      () => ({
        calendars: known?.names ?? [],
        standards: Object.keys(known?.needs.inherited ?? {}),
        vocabulary: found?.vocabulary ?? productVocabulary,
        rules: found?.rules ?? [],
        options: found?.options ?? [],
      }),
      [known, found],
    ),
  }
}

/** The standards that may be extended and the calendars of the site; null until both are there. */
function useKnown(siteId: number) {
  const templates = useCall(handbooks.listTemplates, {}, { staleTime: Number.POSITIVE_INFINITY })
  const calendars = useCall(standards.listCalendars, { params: { siteId } })
  return useMemo(() => {
    if (!templates.data || !calendars.data) return null
    const own = calendars.data.items.filter(c => !c.builtIn)
    return {
      names: calendars.data.items.map(c => c.name),
      needs: {
        inherited: Object.fromEntries(templates.data.items.map(s => [s.name, s.source])),
        calendars: Object.fromEntries(own.map(c => [c.name, { spec: c.spec, version: String(c.version) }])),
      },
    }
  }, [templates.data, calendars.data])
}
