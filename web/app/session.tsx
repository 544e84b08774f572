/** Who is signed in, at which site, and what he may do there. */

import { type Me, people } from '@sansheng/contract/people.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useCall } from './call.ts'
import { showZone } from './time.ts'

export type Session = {
  me: Me
  /** The site whose work is on the screen. */
  siteId: number
  site: Me['sites'][number]['site'] | null
  setSite(id: number): void
  /** Whether the button is worth showing; the server judges anew. */
  can(permission: Permission): boolean
}
const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside of a signed-in screen')
  return session
}

/** A first password to be changed, or a second factor that is required and missing: nothing else can be done before. */
export const mustSetUp = ({ mustChangePassword, secondFactor }: Me): boolean =>
  mustChangePassword || (secondFactor.required && secondFactor.since === null)

/** Null while nobody is signed in. */
export function useMe() {
  return useCall(people.me, {}, { staleTime: 60_000 })
}

const remembered = 'sansheng.site'

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const [chosen, setChosen] = useState(() => Number(localStorage.getItem(remembered)) || 0)
  const current = me.sites.find(s => s.site.id === chosen) ?? me.sites[0] ?? null
  // before the screens below are drawn: they format with it
  if (current) showZone(current.site.zone)
  useEffect(() => {
    if (current) localStorage.setItem(remembered, String(current.site.id))
  }, [current])
  const session = useMemo<Session>(
    () => ({
      me,
      siteId: current?.site.id ?? 0,
      site: current?.site ?? null,
      setSite: setChosen,
      can: permission => (current?.permissions ?? me.permissions).includes(permission),
    }),
    [me, current],
  )
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
}
