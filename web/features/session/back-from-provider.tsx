/** Where the organisation's sign-in leads back to: hands its answer over, and goes on. */
import { provider } from '@sansheng/contract/provider.ts'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { type CallFault, call } from '../../app/call.ts'
import { sessionOpened } from '../../app/session-end.ts'
import { tellConfirmed } from '../../app/step-up.ts'
import { FaultNote, Loading } from '../../ui/states.tsx'
import { placeOfOurs } from './place-of-ours.ts'
import { takeNext } from './provider-button.tsx'
import { useFactorLabels } from './second-factor-labels.ts'

const here = getRouteApi('/sign-in/provider')

export function BackFromProvider() {
  const t = useFactorLabels()
  const router = useRouter()
  const client = useQueryClient()
  const [fault, setFault] = useState<CallFault | null>(null)
  const search = here.useSearch()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    // an answer works once
    asked.current = true
    const answer = new URLSearchParams(search).toString()
    const confirms = search.state?.startsWith('c.') === true
    void (confirms ? confirmThere(answer) : signInThere(answer)).catch(setFault)
    async function signInThere(answer: string): Promise<void> {
      await call(provider.finishAtProvider, { body: { answer } })
      client.clear()
      sessionOpened()
      router.history.replace(placeOfOurs(takeNext()))
    }
    async function confirmThere(answer: string): Promise<void> {
      await call(provider.finishConfirmation, { body: { answer } })
      tellConfirmed()
      window.close()
    }
  }, [client, router, search])
  if (!fault) return <Loading />
  return (
    <main className="ss-page" style={{ maxWidth: 480, margin: '10vh auto' }}>
      <FaultNote fault={fault} />
      <Button type="primary" onClick={() => router.history.replace('/sign-in')}>
        {t('again')}
      </Button>
    </main>
  )
}
