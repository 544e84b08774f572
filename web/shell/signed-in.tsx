/** Shows what needs a session; whoever has none is led to the sign-in and comes back to where he was. */

import { type Me, people } from '@sansheng/contract/people.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate, useRouterState } from '@tanstack/react-router'
import { App } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { keyOf, onFault } from '../app/call.ts'
import { useRefreshes } from '../app/feature-context.tsx'
import { browserLanguage, showLanguage, shownLanguage } from '../app/language.ts'
import { startLive } from '../app/live.ts'
import { mustSetUp, SessionProvider, useMe } from '../app/session.tsx'
import { onOpenedElsewhere, useSessionEnd } from '../app/session-end.ts'
import { FaultNote, Loading } from '../ui/states.tsx'
import { StepUpDialog } from './step-up-dialog.tsx'

const meKey = keyOf(people.me, {})
/** Refusals of a sign-in that is not complete. */
const incomplete = new Set(['password.change', 'code.awaited', 'factor.missing'])

export function SignedIn({ children }: { children: ReactNode }) {
  return useSessionEnd() ? <Ended /> : <WithSession>{children}</WithSession>
}

/** Nothing that was on the screen or read for it stays; what was written stays in the window's store. */
function Ended() {
  const client = useQueryClient()
  const { message, notification } = App.useApp()
  useEffect(() => {
    client.clear()
    message.destroy()
    notification.destroy()
  }, [client, message, notification])
  return <Go to="/sign-in" />
}

function WithSession({ children }: { children: ReactNode }) {
  const me = useMe()
  // the screen that is drawn: while another one is fetched the location is ahead of it
  const here = useRouterState({ select: s => s.matches.at(-1)?.pathname ?? s.location.pathname })
  const client = useQueryClient()
  const refreshes = useRefreshes()
  useEffect(() => onFault(({ code }) => void (incomplete.has(code) && client.invalidateQueries({ queryKey: meKey }))), [client])
  // somebody else may have signed in
  useEffect(() => onOpenedElsewhere(() => void client.resetQueries()), [client])
  // before the sign-in is complete the product refuses everything else, the stream too
  const complete = me.data && !me.data.secondFactor.awaited && !mustSetUp(me.data)
  const personId = complete ? me.data?.person.id : undefined
  useEffect(() => {
    if (!personId) return
    // a refused stream may mean that the session is over: this question finds out
    return startLive(client, refreshes, { onRefused: () => void client.invalidateQueries({ queryKey: meKey }) })
  }, [client, personId, refreshes])
  const inHisLanguage = useLanguageOf(me.data)
  if (me.error && !me.data) return <FaultNote fault={me.error} onRetry={() => me.refetch()} />
  if (!me.data || !inHisLanguage) return <Loading />
  if (me.data.secondFactor.awaited) return <Go to="/sign-in" />
  if (mustSetUp(me.data) && here !== '/account') return <Go to="/account" />
  if (!mustSetUp(me.data) && me.data.sites.length === 0 && me.data.permissions.includes('people:manage') && here !== '/welcome')
    return <Go to="/welcome" />
  return (
    <SessionProvider me={me.data}>
      {children}
      <StepUpDialog />
    </SessionProvider>
  )
}

/** Whether the screens speak the language of whoever is signed in; only then they are drawn for the first time. */
function useLanguageOf(me: Me | undefined): boolean {
  const client = useQueryClient()
  const [ready, setReady] = useState(false)
  const personId = me?.person.id
  const chosen = me?.language ?? null
  useEffect(() => {
    if (!personId) return
    const language = chosen ?? browserLanguage()
    const before = shownLanguage()
    showLanguage(language)
    setReady(true)
    // words that the server has sent are in the other language
    if (language !== before) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] })
  }, [client, personId, chosen])
  return ready
}

/** Leads elsewhere, once: while the other screen is fetched this one is drawn again and must not lead there anew. */
function Go({ to }: { to: '/sign-in' | '/account' | '/welcome' }) {
  const navigate = useNavigate()
  const from = useRef(useLocation()).current
  useEffect(() => {
    if (from.pathname === to) return
    const next = to === '/sign-in' && from.pathname !== '/' ? { next: from.href } : {}
    void navigate({ to, search: next, replace: true })
  }, [navigate, to, from])
  return <Loading />
}
