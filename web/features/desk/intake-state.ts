/** One contact at the desk: what is typed, what the standard would say, and what can be done with it. */
import type { Override } from '@sansheng/contract/clocks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import type { Customer } from '@sansheng/contract/customers.ts'
import type { Notice } from '@sansheng/contract/notices.ts'
import { type OpenMatter, tickets } from '@sansheng/contract/tickets.ts'
import { useCallback, useRef } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { serverNow } from '../../app/time.ts'
import { useAttempt } from './attempt.ts'
import { type Draft, draftOf, type Kind, type Patch, ticketBody, titleOf, wordsOf } from './draft.ts'
import { previewOf } from './intake-facts.ts'
import { useKeptDraft } from './kept-draft.ts'
import { type DeskLabels, useDeskLabels } from './labels.ts'
import { dayWords } from './moments.ts'
import { useNoticeMatches } from './notice-matches.ts'
import { useOpenMatters } from './open-matters.tsx'
import { useRecording } from './recording.ts'
import { useDepartments, useStandardInForce } from './standard-in-force.ts'

export type Outcome = 'answered' | 'misdialled' | 'withdrawn'

export function useIntake(contact: Contact) {
  const t = useDeskLabels()
  const { site, can } = useSession()
  const kept = useKeptDraft(contact.id)
  const { patch, change, drop } = kept
  const draft = draftOf(contact, patch)
  const { refused, attempt } = useAttempt()
  const { write, savedAt, saving } = useRecording(contact, draft, drop)
  const matched = useNoticeMatches(contact, draft).filter(n => n.state === 'published')
  const matters = useOpenMatters(contact, draft, matched[0]?.id ?? null)
  const promiseWords = promiseWordsOf(draft, site!.zone, t)
  const endings = useEndings({ contact, draft, promiseWords, attempt: endingBy(attempt, kept.untilEnded), write, change, t })

  const save = async (extra: Patch = {}) => {
    await Promise.all([kept.keep(), attempt(() => write(extra))])
  }
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
  const { busy, ...acts } = endings
  return {
    ...acts,
    ...usePreview(contact, draft, matched.length > 0),
    draft,
    change,
    settle,
    choose,
    save,
    matched,
    matters,
    lacking: lackingOf(draft, t),
    past: draft.promisedAt !== null && Date.parse(draft.promisedAt) <= serverNow(),
    refused,
    keptAt: latestOf(savedAt, kept.savedAt),
    unkept: kept.unkept,
    promiseWords,
    mayOverride: can('standards:override'),
    busy: { saving, ...busy },
  }
}
export type IntakeState = ReturnType<typeof useIntake>

/** The standard in force and what it would say to what is typed. */
function usePreview(contact: Contact, draft: Draft, noticeFound: boolean) {
  const { siteId, me } = useSession()
  const standard = useStandardInForce()
  const at = me.sites.find(one => one.site.id === siteId)!
  const departments = useDepartments()
  return {
    standard,
    departments,
    preview: previewOf({ contact, draft, me, at, noticeFound, departments, now: serverNow() }, standard),
  }
}

const latestOf = (recordedAt: number | null, keptAt: string | null): number | null =>
  recordedAt === null && keptAt === null ? null : Math.max(recordedAt ?? 0, keptAt === null ? 0 : Date.parse(keptAt))

type Attempt = ReturnType<typeof useAttempt>['attempt']
type EndingNeeds = {
  contact: Contact
  draft: Draft
  promiseWords: string | null
  attempt: Attempt
  write: (extra?: Patch) => Promise<void>
  change: (patch: Patch) => void
  t: DeskLabels
}

/** Tries what ends a contact; its draft rests meanwhile. */
const endingBy =
  (attempt: Attempt, untilEnded: (act: () => Promise<void>) => Promise<void>): Attempt =>
  (act, override) =>
    attempt(() => untilEnded(act), override)

/** The ways in which a contact ends: a ticket, an answer from a notice, a matter that is open already, or without any. */
function useEndings({ contact, draft, promiseWords, attempt, write, change, t }: EndingNeeds) {
  const { siteId } = useSession()
  const [register, close, join] = [useSend(tickets.register), useSend(contacts.close), useSend(contacts.join)]
  const submit = (dispatch: boolean, override?: Override): Promise<boolean> => {
    const { about } = draft
    if (!about) return Promise.resolve(false)
    return attempt(
      async () => {
        await write()
        const body = ticketBody(contact.id, { ...draft, about }, promiseWords)
        await register.mutateAsync({
          params: { siteId },
          body: { ...body, ...(dispatch ? { dispatch: true } : {}), ...(override ? { override } : {}) },
        })
      },
      reason => void submit(dispatch, reason),
    )
  }
  const end = (outcome: Outcome, { reason, ...extra }: Patch & { reason?: string } = {}) =>
    attempt(async () => {
      const last = { ...draft, ...extra }
      await write(extra)
      await close.mutateAsync({
        params: { siteId, id: contact.id },
        body: {
          outcome,
          ...(reason ? { reason } : {}),
          ...(last.summary.trim() ? { summary: last.summary.trim() } : {}),
          ...(last.noticeGiven ? { noticeGiven: true } : {}),
        },
      })
    })
  const answerBy = (notice: Notice) => {
    const words = t('noticeAnswer', { number: notice.number, title: notice.title })
    const summary = [draft.summary.trim(), words].filter(Boolean).join('\n')
    change({ noticeGiven: true, summary })
    void end('answered', { noticeGiven: true, summary, about: draft.about ?? ('inquiry' satisfies Kind) })
  }
  /** What was typed for a ticket of its own goes with it as words: the ticket that it joins has its own answers. */
  const joinTo = ({ ticket }: OpenMatter) =>
    attempt(async () => {
      const summary = wordsOf(draft, part => t(part))
      await write(summary ? { summary } : {})
      await join.mutateAsync({ params: { siteId, id: contact.id }, body: { caseId: ticket.caseId } })
    })
  return {
    submit,
    end,
    answerBy,
    joinTo: (matter: OpenMatter) => void joinTo(matter),
    busy: { registering: register.isPending, closing: close.isPending || join.isPending },
  }
}

function promiseWordsOf({ promisedAt }: Draft, zone: string, t: DeskLabels): string | null {
  if (!promisedAt) return null
  return t('promiseWords', { at: dayWords(promisedAt, serverNow(), zone, { today: t('today'), tomorrow: t('tomorrow') }) })
}

/** What a ticket still lacks, in words. */
const lackingOf = (draft: Draft, t: DeskLabels): string[] => [
  ...(draft.about ? [] : [t('pickAbout')]),
  ...(draft.category.trim() ? [] : [t('pickCategory')]),
  ...(titleOf(draft) ? [] : [t('needTitle')]),
]

/** The same function for its listeners, doing what the last drawing knew. */
function useLatest<A extends unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const latest = useRef(act)
  latest.current = act
  return useCallback((...args: A) => latest.current(...args), [])
}
