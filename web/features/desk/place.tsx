/** Where it is about, and what was announced for that place. */

import type { Contact } from '@sansheng/contract/contacts.ts'
import { customers, type Premises } from '@sansheng/contract/customers.ts'
import type { Notice } from '@sansheng/contract/notices.ts'
import { cutText } from '@sansheng/rulebook/vocabulary'
import { AutoComplete, Button, Input } from 'antd'
import { Check, MapPin, Megaphone } from 'lucide-react'
import { type Ref, useEffect, useId, useRef, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { bracketed } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { useSettled } from '../../app/settled.ts'
import { exact, serverNow } from '../../app/time.ts'
import { Kbd } from '../../ui/kbd.tsx'
import type { Draft, Patch } from './draft.ts'
import { useDeskLabels } from './labels.ts'

type PlaceProps = { contact: Contact; draft: Draft; change: (patch: Patch) => void; onSettled: (patch: Patch) => void }

export function Place({ contact, draft, change, onSettled }: PlaceProps) {
  const t = useDeskLabels()
  const id = useId()
  const { siteId, can } = useSession()
  const words = useSettled(draft.address.trim(), 250)
  const [focused, setFocused] = useState(false)
  const field = useFocusAfterCaller(draft.customerId)
  const enough = words.length >= 2 && draft.premisesId === null && can('customers:read')
  const found = useCall(
    customers.listPremises,
    { params: { siteId }, query: { q: words, limit: 12 } },
    { enabled: enough, keep: true },
  )
  const options = enough ? (found.data?.items ?? []) : []
  const own = contact.customer?.id === draft.customerId ? (contact.customer?.premises ?? []) : []
  const settle = (premises: Premises) => onSettled({ premisesId: premises.id, address: premises.address })
  const matched =
    [...own, ...(found.data?.items ?? []), ...(contact.premises ? [contact.premises] : [])].find(
      p => p.id === draft.premisesId,
    ) ?? null
  return (
    <div className="ss-col">
      <div className="ss-row ss-desk-place">
        <label htmlFor={id} className="ss-desk-lab">
          {t('address')}
        </label>
        <AutoComplete
          ref={field}
          id={id}
          className="ss-grow"
          value={draft.address}
          options={options.map(p => ({ value: p.id, label: p.code ? bracketed(p.address, p.code) : p.address }))}
          onSelect={(value: string) => {
            const premises = options.find(p => p.id === value)
            if (premises) settle(premises)
          }}
          onChange={(value: string) => {
            if (!options.some(p => p.id === value)) change({ address: cutText(value, 200), premisesId: null })
          }}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false)
            if (draft.address.trim()) onSettled({})
          }}
          {...(focused ? {} : { open: false })}
        >
          <Input prefix={<MapPin size={15} />} placeholder={t('addressPlaceholder')} maxLength={200} autoComplete="off" />
        </AutoComplete>
        {draft.premisesId ? (
          <span className="ss-row ss-12 ss-desk-ok">
            <Check size={14} /> {t('addressKnown', { area: matched?.area ?? '' })}
          </span>
        ) : (
          draft.address.trim() && <span className="ss-12 ss-3 ss-desk-free">{t('addressFree')}</span>
        )}
      </div>
      {own.length > 0 && draft.premisesId === null && (
        <div className="ss-row ss-wrap" role="group" aria-label={t('addressOf')}>
          <span className="ss-desk-lab">{t('addressOf')}</span>
          {own.slice(0, 4).map(p => (
            <Button key={p.id} size="small" onClick={() => settle(p)}>
              {p.address}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

/** Once the caller is chosen the address is next; whoever types elsewhere already stays there. */
function useFocusAfterCaller(customerId: string | null) {
  const field = useRef<{ focus(): void }>(null)
  const before = useRef(customerId)
  useEffect(() => {
    const chosen = customerId !== null && before.current === null
    before.current = customerId
    const at = document.activeElement
    if (chosen && (at === document.body || at?.closest('.ss-desk-find'))) field.current?.focus()
  }, [customerId])
  return field as Ref<never>
}

type MatchProps = {
  notices: Notice[]
  noticeGiven: boolean
  busy: boolean
  onAnswer: (notice: Notice) => void
  onStill: () => void
}
/** R188: the open notice of that place is on the screen before anybody asks for it. */
export function AnnouncementMatch({ notices, noticeGiven: told, busy, onAnswer, onStill }: MatchProps) {
  const t = useDeskLabels()
  if (notices.length === 0) return null
  return (
    <ul className="ss-col" aria-live="polite">
      {notices.slice(0, 3).map((notice, index) => (
        <li key={notice.id} className="ss-desk-ann">
          <Megaphone size={20} strokeWidth={1.75} />
          <div className="ss-grow">
            <div className="ss-row ss-wrap">
              <b>{t('noticeCovers')}</b>
              <span className="ss-12 ss-2">{t('noticeNumber', { number: notice.number })}</span>
            </div>
            <p className="ss-13">
              <span className="ss-song">{notice.title}</span>
              {notice.reason && <span className="ss-2">，{notice.reason}</span>}
            </p>
            <p className="ss-13 ss-2">{noticeTimes(notice, t)}</p>
          </div>
          <div className="ss-row ss-wrap">
            {told ? (
              <span className="ss-row ss-12 ss-desk-ok">
                <Check size={14} /> {t('noticeGiven')}
              </span>
            ) : (
              <Button onClick={onStill}>{t('stillReport')}</Button>
            )}
            <Button type="primary" ghost loading={busy} onClick={() => onAnswer(notice)}>
              {t('answerByNotice')} {index === 0 && <Kbd>Alt 1</Kbd>}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}

function noticeTimes(notice: Notice, t: ReturnType<typeof useDeskLabels>): string {
  const from = exact(notice.startsAt)
  if (!notice.endsAt) return t('noticeOpen', { from })
  return t(Date.parse(notice.endsAt) < serverNow() ? 'noticeLate' : 'noticeUntil', { from, to: exact(notice.endsAt) })
}
