/** Shows what needs a session; whoever has none is led to the sign-in and comes back to where he was. */

import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { FaultNote, Loading } from '../ui/states.tsx'
import { onFault } from './call.ts'
import { startLive } from './live.ts'
import { SessionProvider, useMe } from './session.tsx'

export function SignedIn({ children }: { children: ReactNode }) {
  const me = useMe()
  const here = useLocation()
  const client = useQueryClient()
  useEffect(
    () =>
      onFault(fault => {
        if (fault.status === 401) client.setQueryData(['/people/me', {}], undefined)
        if (fault.status === 401 || fault.code === 'password.change') void client.invalidateQueries({ queryKey: ['/people/me'] })
      }),
    [client],
  )
  const personId = me.data?.person.id
  useEffect(() => (personId ? startLive(client) : undefined), [client, personId])
  if (me.error?.status === 401)
    return <Navigate to="/sign-in" search={here.pathname === '/' ? {} : { next: here.href }} replace />
  if (me.error && !me.data) return <FaultNote fault={me.error} onRetry={() => me.refetch()} />
  if (!me.data) return <Loading />
  if (me.data.mustChangePassword && here.pathname !== '/account') return <Navigate to="/account" replace />
  if (
    !me.data.mustChangePassword &&
    me.data.sites.length === 0 &&
    me.data.permissions.includes('people:manage') &&
    here.pathname !== '/welcome'
  )
    return <Navigate to="/welcome" replace />
  return <SessionProvider me={me.data}>{children}</SessionProvider>
}
