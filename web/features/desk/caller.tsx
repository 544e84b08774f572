/** Who it is: recognised by number or name, otherwise asked once and never pressed. */
import type { Contact } from '@sansheng/contract/contacts.ts'
import { contacts } from '@sansheng/contract/contacts.ts'
import { type Customer, customers } from '@sansheng/contract/customers.ts'
import { completePhone, isOnlyPhoneSigns, readPhone, shownPhone } from '@sansheng/contract/phone.ts'
import { firstCharacter } from '@sansheng/rulebook/vocabulary'
import { Avatar, Button, Checkbox, Input } from 'antd'
import { BadgeCheck, Heart, Search, Star } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { serverNow } from '../../app/time.ts'
import { isPhone, useFound } from '../../ui/find-customers.ts'
import { FoundCustomers, useFoundList } from '../../ui/found-customers.tsx'
import { MaskedField } from '../../ui/masked-field.tsx'
import { SameCustomer } from '../../ui/same-customer.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { type Draft, isWithoutNumber, type Patch } from './draft.ts'
import { useDeskLabels } from './labels.ts'

type CallerProps = {
  contact: Contact
  draft: Draft
  change: (patch: Patch) => void
  onChoose: (customer: Customer) => void
}

export function Caller({ contact, draft, change, onChoose }: CallerProps) {
  const { siteId } = useSession()
  const known = contact.customer?.id === draft.customerId ? contact.customer : null
  const chosen = useCall(
    customers.get,
    { params: { siteId, id: draft.customerId ?? '' } },
    { enabled: draft.customerId !== null && known === null },
  )
  const customer = known ?? chosen.data ?? null
  // what was typed before somebody was recognised stands there again when it is not him
  const typed = useRef({ name: draft.name, phone: draft.phone })
  useEffect(() => {
    if (draft.name) typed.current.name = draft.name
    if (draft.phone) typed.current.phone = draft.phone
  }, [draft.name, draft.phone])
  if (draft.customerId && customer)
    return (
      <div className="ss-col">
        <Known customer={customer} caseId={contact.caseId} onOther={() => change({ ...typed.current, customerId: null })} />
        {isWithoutNumber(draft, contact) && <NumberOf draft={draft} change={change} />}
      </div>
    )
  return <Unknown contact={contact} draft={draft} change={change} onChoose={onChoose} />
}

function Known({ customer, caseId, onOther }: { customer: Customer; caseId: string; onOther: () => void }) {
  const t = useDeskLabels()
  const { siteId } = useSession()
  const before = useCall(contacts.list, { params: { siteId }, query: { customerId: customer.id, limit: 50 } }, { keep: true })
  const since = new Date(serverNow() - 90 * 86_400_000).toISOString()
  const recent = (before.data?.items ?? []).filter(c => c.receivedAt >= since).length
  const code = customer.premises[0]?.code
  return (
    <div className="ss-desk-cust">
      <Avatar size={44} className="ss-desk-av">
        {firstCharacter(customer.name)}
      </Avatar>
      <div className="ss-grow">
        <div className="ss-row ss-wrap">
          <b className="ss-desk-name">{customer.name}</b>
          <MaskedField masked={customer.phoneMasked} customerId={customer.id} caseId={caseId} />
        </div>
        <div className="ss-row ss-wrap ss-13 ss-2">
          {code && <span>{t('premisesCode', { code })}</span>}
          {recent > 0 && <span>{t(recent >= 50 ? 'recentMany' : 'recent', { count: recent })}</span>}
          {customer.note && <span className="ss-desk-note">{customer.note}</span>}
          <SameCustomer id={customer.id} />
        </div>
      </div>
      <div className="ss-row ss-wrap">
        <span className="ss-row ss-desk-tag ss-good">
          <BadgeCheck size={13} /> {t('recognised')}
        </span>
        {customer.tier === 'key' && (
          <span className="ss-row ss-desk-tag">
            <Star size={13} /> {t('keyCustomer')}
          </span>
        )}
        {customer.elder && (
          <span className="ss-row ss-desk-tag">
            <Heart size={13} /> {t('elder')}
          </span>
        )}
        <Button type="link" size="small" onClick={onOther}>
          {t('notHim')}
        </Button>
      </div>
    </div>
  )
}

/** A customer who is known by name alone: the number that he gives is his. */
function NumberOf({ draft, change }: Pick<CallerProps, 'draft' | 'change'>) {
  const t = useDeskLabels()
  return (
    <div className="ss-desk-asked">
      <DisclosureField label={t('phone')} value={draft.phone} max={40} tel onValue={phone => change({ phone })} />
    </div>
  )
}

function Unknown({ contact, draft, change, onChoose }: CallerProps) {
  const t = useDeskLabels()
  const id = useId()
  const [words, setWords] = useState(draft.phone || draft.name)
  const { settled, found, isExact } = useFound(words)
  const items = found?.data?.items ?? []
  const only = isExact && items.length === 1 && !found?.isPlaceholderData ? items[0]! : null
  const refused = useRef(contact.customer?.id ?? null)
  const { list, field } = useFoundList(settled === '' ? [] : items, onChoose)
  useEffect(() => {
    // a number that belongs to one person is that person, unless the agent has just said that it is not
    if (only && only.id !== refused.current) onChoose(only)
  }, [only, onChoose])
  const type = (value: string) => {
    setWords(value)
    // digits are kept as the number that they may become
    change(isPhone(value) || isNoName(value) ? { phone: value.trim() } : { name: value.trim() })
  }
  const none = settled !== '' && settled === words.trim() && found?.data && !found.isPlaceholderData && items.length === 0
  return (
    <div className="ss-col ss-desk-callers">
      <div className="ss-desk-find">
        <label htmlFor={id} className="ss-desk-lab">
          {t('caller')}
        </label>
        <Input
          id={id}
          autoFocus
          className="ss-grow"
          prefix={<Search size={15} />}
          placeholder={contact.phoneMasked?.replaceAll('*', '•') ?? t('callerPlaceholder')}
          aria-label={t('callerLabel')}
          value={words}
          maxLength={60}
          autoComplete="off"
          onChange={e => type(e.target.value)}
          {...field}
        />
        {found?.isFetching && (
          <span className="ss-12 ss-3" role="status">
            {t('searching')}
          </span>
        )}
      </div>
      {found?.error && <FaultNote fault={found.error} inline onRetry={() => void found.refetch()} />}
      <FoundCustomers {...list} />
      {none && <p className="ss-13 ss-3">{t('notRecognised')}</p>}
      <div className="ss-desk-asked">
        <DisclosureField
          label={t('name')}
          value={draft.name}
          declined={draft.nameDeclined}
          max={60}
          onValue={name => change({ name, nameDeclined: false })}
          onDecline={nameDeclined => change({ nameDeclined, ...(nameDeclined ? { name: '' } : {}) })}
        />
        <DisclosureField
          label={t('phone')}
          value={draft.phone}
          declined={draft.phoneDeclined}
          max={40}
          tel
          onValue={phone => change({ phone, phoneDeclined: false })}
          onDecline={phoneDeclined => change({ phoneDeclined, ...(phoneDeclined ? { phone: '' } : {}) })}
        />
      </div>
    </div>
  )
}

/** What is typed so far may still become a number. */
const isNoName = (value: string) => value.trim() === '' || isOnlyPhoneSigns(value)

type DisclosureProps = {
  label: string
  value: string
  declined?: boolean
  max: number
  tel?: boolean
  onValue: (value: string) => void
  onDecline?: (declined: boolean) => void
}
function DisclosureField({ label, value, declined = false, max, tel, onValue, onDecline }: DisclosureProps) {
  const t = useDeskLabels()
  const id = useId()
  const { site } = useSession()
  const unread = tel && value.trim() !== '' && readPhone(value) === null
  const whole = tel ? completePhone(value, site?.areaCode ?? '') : value
  return (
    <div className="ss-row ss-wrap">
      <label htmlFor={id} className="ss-desk-lab">
        {label}
      </label>
      <Input
        id={id}
        className="ss-grow"
        inputMode={tel ? 'tel' : 'text'}
        value={value}
        disabled={declined}
        maxLength={max}
        autoComplete="off"
        placeholder={declined ? t('declined') : ''}
        onChange={e => onValue(e.target.value)}
      />
      {onDecline && (
        <Checkbox checked={declined} onChange={e => onDecline(e.target.checked)}>
          {t('declined')}
        </Checkbox>
      )}
      {unread && (
        <span className="ss-12 ss-3" role="status">
          {t('phoneUnread')}
        </span>
      )}
      {whole !== value && (
        <span className="ss-12 ss-3" role="status">
          {t('phoneCompleted', { phone: shownPhone(whole) })}
        </span>
      )}
    </div>
  )
}
