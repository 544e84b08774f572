import { type Me, people } from '@sansheng/contract/people.ts'
import { provider as providerRoutes } from '@sansheng/contract/provider.ts'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { Server } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { keyOf, useCall, useSend } from '../../app/call.ts'
import { chooseForBrowser, languageNames, otherLanguage, useLanguage } from '../../app/language.ts'
import { onOpenedElsewhere, sessionOpened, useSessionEnd } from '../../app/session-end.ts'
import { sendSignOut, signOut } from '../../app/sign-out.ts'
import './sign-in.css'
import { CodeStep } from './code-step.tsx'
import { useSessionLabels } from './labels.ts'
import { PasswordForm } from './password-form.tsx'
import { placeOfOurs } from './place-of-ours.ts'
import { ProviderButton } from './provider-button.tsx'

const meKey = keyOf(people.me, {})
const here = getRouteApi('/sign-in')

export function SignIn() {
  const t = useSessionLabels()
  const other = otherLanguage[useLanguage()]
  const { next } = here.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const signIn = useSend(people.signIn)
  const ways = useCall(providerRoutes.signInWays, {}, { staleTime: Number.POSITIVE_INFINITY })
  const provider = ways.data?.provider ?? null
  const [byPassword, setByPassword] = useState(false)
  // while nobody has said otherwise, as everywhere
  const passwords = byPassword || (ways.data?.passwords ?? true)
  const end = useSessionEnd()
  const [awaitsCode, setAwaitsCode] = useState(() => client.getQueryData<Me>(meKey)?.secondFactor.awaited ?? false)
  const goOn = () => router.history.push(placeOfOurs(next))
  const goOnNow = useEffectEvent(goOn)
  useEffect(() => {
    if (end === 'unsent') void sendSignOut()
  }, [end])
  useEffect(
    () =>
      onOpenedElsewhere(() => {
        client.clear()
        goOnNow()
      }),
    [client],
  )
  const submit = async (body: { staffNumber: string; password: string }) => {
    const me = await signIn
      .mutateAsync({ body: { staffNumber: body.staffNumber.trim(), password: body.password } })
      .catch(() => null)
    if (!me) return
    client.clear()
    sessionOpened()
    if (me.secondFactor.awaited) return setAwaitsCode(true)
    client.setQueryData(meKey, me)
    goOn()
  }
  const entered = () => {
    client.clear()
    sessionOpened()
    goOn()
  }
  const back = () => {
    setAwaitsCode(false)
    signOut()
  }
  return (
    <div className="ss-signin">
      <section className="ss-signin-left" aria-hidden="true">
        <div className="ss-row">
          <img src="/rings.svg" width={32} height={32} alt="" /> {t('product')}
        </div>
        <p className="ss-song ss-signin-promise">
          {t('promise1')}
          <br />
          {t('promise2')}
        </p>
        <svg className="ss-signin-rings" viewBox="0 0 400 400" preserveAspectRatio="xMinYMax meet" aria-hidden="true">
          <circle cx="30" cy="370" r="29" fill="#4fc3bd" />
          <g fill="none" strokeWidth="26" strokeLinecap="round">
            <path d="M30 245a125 125 0 0 1 125 125" stroke="#4cbab6" />
            <path d="M30 140a230 230 0 0 1 230 230" stroke="#378888" />
            <path d="M30 35a335 335 0 0 1 335 335" stroke="#265e61" />
          </g>
        </svg>
        <p className="ss-12">{t('motto')}</p>
      </section>
      <main className="ss-signin-right">
        <div className="ss-signin-form">
          <h1 className="ss-title">{t('title')}</h1>
          {end && end !== 'none' && (
            <p className="ss-signin-end" role="status">
              {t(`end.${end}`)}
            </p>
          )}
          {awaitsCode && !end ? (
            <CodeStep onDone={entered} onBack={back} />
          ) : (
            <>
              {provider && <ProviderButton label={provider.label} next={next} />}
              {provider && !passwords && (
                <Button type="link" style={{ marginTop: 16, padding: 0 }} onClick={() => setByPassword(true)}>
                  {t('byPassword')}
                </Button>
              )}
              {passwords && <PasswordForm signIn={signIn} below={provider !== null} onSubmit={submit} t={t} />}
            </>
          )}
        </div>
        <p className="ss-12 ss-3 ss-row ss-wrap">
          <Server size={14} /> {t('selfHosted')}
          <Button type="link" size="small" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => chooseForBrowser(other)}>
            {languageNames[other]}
          </Button>
        </p>
      </main>
    </div>
  )
}
