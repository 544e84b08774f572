import type { Override } from '@sansheng/contract/clocks.ts'
/** One contact at the desk: what is typed, what the standard would say, and what can be done with it. */
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import type { Customer } from '@sansheng/contract/customers.ts'
import { type Notice, notices } from '@sansheng/contract/notices.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type CallFault, isFault, useCall, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { serverNow } from '../../app/time.ts'
import { type Draft, draftOf, type Kind, type Patch, recordBody, ticketBody, titleOf, usePatch } from './draft.ts'
import { placeTyped, previewOf } from './intake-facts.ts'
import { useDeskLabels } from './labels.ts'
import { dayWords } from './moments.ts'
import { useDepartmentNames, useStandardInForce } from './standard-in-force.ts'

export type Outcome = 'answered' | 'misdialled' | 'withdrawn'
/** What was refused, and how to try it again with a reason. */
export type Refused = { fault: CallFault; again: (() => void) | null; override: ((override: Override) => void) | null }

export function useIntake(contact: Contact) {
  const t = useDeskLabels()
  const { siteId, site, me, can } = useSession()
  const params = { siteId, id: contact.id }
  const { patch, change, drop, forget } = usePatch(me.person.id, contact.id)
  const draft = draftOf(contact, patch)
  const standard = useStandardInForce()
  const [record, register, close] = [useSend(contacts.record), useSend(tickets.register), useSend(contacts.close)]
  const [refused, setRefused] = useState<Refused | null>(null)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const sent = useRef('')
  const matched = useMatches(contact, draft).filter(n => n.state === 'published')

  const at = me.sites.find(one => one.site.id === siteId)!
  const preview = previewOf(
    { contact, draft, me, at, noticeFound: matched.length > 0, departments: useDepartmentNames(), now: serverNow() },
    standard,
  )

  const attempt = async (act: () => Promise<void>, override: ((override: Override) => void) | null = null, repeat = true) => {
    setRefused(null)
    try {
      await act()
      return true
    } catch (error) {
      if (!isFault(error)) throw error
      setRefused({ fault: error, again: repeat ? () => void attempt(act, override) : null, override })
      return false
    }
  }
  const write = async (extra: Patch = {}) => {
    const body = recordBody({ ...draft, ...extra }, contact)
    const words = JSON.stringify(body)
    if (!body || words === sent.current) return
    await record.mutateAsync({ params, body })
    sent.current = words
    setSavedAt(serverNow())
    if (body.customer?.name || body.customer?.phone) drop(['customerId', 'name', 'phone'])
  }
  const save = (extra: Patch = {}) => attempt(() => write(extra))
  /** A choice is written down as it is made (R018); words follow with the draft. */
  const settle = (extra: Patch) => {
    change(extra)
    void save(extra)
  }
  const choose = useLatest((customer: Customer) => {
    const home = customer.premises.length === 1 && !draft.address.trim() ? customer.premises[0]! : null
    drop(['name', 'phone', 'nameDeclined', 'phoneDeclined'])
    settle({ customerId: customer.id, ...(home ? { premisesId: home.id, address: home.address } : {}) })
  })

  const promiseWords = draft.promisedAt
    ? t('promiseWords', {
        at: dayWords(draft.promisedAt, serverNow(), site!.zone, { today: t('today'), tomorrow: t('tomorrow') }),
      })
    : null
  const submit = (dispatch: boolean, override?: Override): Promise<boolean> => {
    const { about } = draft
    if (!about) return Promise.resolve(false)
    return attempt(
      async () => {
        await write()
        await register.mutateAsync({
          params: { siteId },
          body: {
            ...ticketBody(contact.id, { ...draft, about }, promiseWords),
            ...(dispatch ? { dispatch: true } : {}),
            ...(override ? { override } : {}),
          },
        })
        forget()
      },
      seen => void submit(dispatch, seen),
    )
  }
  const end = (outcome: Outcome, extra: Patch = {}) =>
    attempt(async () => {
      const last = { ...draft, ...extra }
      await write(extra)
      await close.mutateAsync({
        params,
        body: {
          outcome,
          ...(last.summary.trim() ? { summary: last.summary.trim() } : {}),
          ...(last.noticeGiven ? { noticeGiven: true } : {}),
        },
      })
      forget()
    })
  const answerBy = (notice: Notice) => {
    const words = t('noticeAnswer', { number: notice.number, title: notice.title })
    const summary = [draft.summary.trim(), words].filter(Boolean).join('\n')
    change({ noticeGiven: true, summary })
    void end('answered', { noticeGiven: true, summary, about: draft.about ?? ('inquiry' satisfies Kind) })
  }

  const lacking = [
    ...(draft.about ? [] : [t('pickAbout')]),
    ...(draft.category.trim() ? [] : [t('pickCategory')]),
    ...(titleOf(draft) ? [] : [t('needTitle')]),
  ]
  const past = draft.promisedAt !== null && Date.parse(draft.promisedAt) <= serverNow()
  return {
    draft,
    change,
    settle,
    choose,
    save,
    submit,
    end,
    answerBy,
    standard,
    preview,
    matched,
    lacking,
    past,
    refused,
    savedAt,
    promiseWords,
    mayOverride: can('tickets:override'),
    busy: { saving: record.isPending, registering: register.isPending, closing: close.isPending },
  }
}
export type Intaken = ReturnType<typeof useIntake>

/** Notices in force for the place, once the address stands still for a moment. */
function useMatches(contact: Contact, draft: Draft): Notice[] {
  const { siteId, can } = useSession()
  const place = placeTyped(contact, draft)
  const [address, setAddress] = useState(place.address)
  useEffect(() => {
    const timer = setTimeout(() => setAddress(place.address), 300)
    return () => clearTimeout(timer)
  }, [place.address])
  const query = { ...(address ? { address } : {}), ...(place.premisesId ? { premisesId: place.premisesId } : {}) }
  const somewhere = address.length >= 2 || place.premisesId !== null
  const match = useCall(notices.match, { params: { siteId }, query }, { enabled: somewhere && can('notices:read'), keep: true })
  return somewhere ? (match.data?.items ?? []) : []
}

/** The same function for its listeners, doing what the last drawing knew. */
function useLatest<A extends unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const latest = useRef(act)
  latest.current = act
  return useCallback((...args: A) => latest.current(...args), [])
}
