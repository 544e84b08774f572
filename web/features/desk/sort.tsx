/** What it is about, who will get it, and the time that is promised. */
import type { Site } from '@sansheng/contract/people.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { facts as factTable } from '@sansheng/rulebook/vocabulary'
import { Input, Select } from 'antd'
import { useId, useRef, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { instantOf, localOf } from '../../app/site-time.ts'
import { useNow } from '../../app/time.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { MomentPicker } from '../../ui/moment-picker.tsx'
import { Chips } from './chips.tsx'
import type { Draft, Kind, Patch } from './draft.ts'
import type { Preview } from './intake-facts.ts'
import { useDeskLabels } from './labels.ts'
import { dayWords, promiseChoices } from './moments.ts'
import { categoryChoices } from './quick.ts'
import { categoriesOf, type Standard } from './standard.ts'

const kinds = Object.keys(factTable.ticket.fields.kind.values) as Kind[]
const urgencies = Object.keys(factTable.ticket.fields.urgency.values) as Preview['urgency'][]

type AboutProps = {
  draft: Draft
  change: (patch: Patch) => void
  onAbout: (kind: Kind) => void
}
export function About({ draft, onAbout }: AboutProps) {
  const t = useDeskLabels()
  const words = useKindLabels()
  return (
    <div className="ss-desk-line">
      <span className="ss-desk-lab">{t('about')}</span>
      <Chips
        label={t('about')}
        options={kinds.map(kind => ({ value: kind, words: words(kind) }))}
        value={draft.about}
        onPick={onAbout}
      />
    </div>
  )
}

type SortingProps = {
  draft: Draft
  change: (patch: Patch) => void
  siteKind: Site['kind']
  standard: Standard | null
  preview: Preview
  departments: { id: string; name: string }[]
}
export function Sorting({ draft, change, siteKind, standard, preview, departments }: SortingProps) {
  const t = useDeskLabels()
  const words = useKindLabels()
  const { siteId, can } = useSession()
  const id = useId()
  const recent = useCall(
    tickets.list,
    { params: { siteId }, query: { ...(draft.about ? { kind: draft.about } : {}), sort: 'newest', limit: 100 } },
    { enabled: draft.about !== null && can('tickets:read'), staleTime: 300_000 },
  )
  const used = useFirst(draft.about, recent.data ? often(recent.data.items) : null)
  const choices = draft.about
    ? categoryChoices(siteKind, draft.about, used ?? [], standard ? categoriesOf(standard.rulebook) : [])
    : []
  return (
    <>
      {draft.about && (
        <div className="ss-desk-line">
          <label htmlFor={id} className="ss-desk-lab">
            {t('category')}
          </label>
          <Chips
            label={t('category')}
            options={choices.map(value => ({ value, words: value }))}
            value={draft.category}
            onPick={category => change({ category })}
          />
          <Input
            id={id}
            className="ss-desk-own"
            placeholder={t('categoryOwn')}
            value={draft.category}
            maxLength={60}
            onChange={e => change({ category: e.target.value })}
          />
        </div>
      )}
      <div className="ss-desk-line">
        <span className="ss-desk-lab">{t('urgency')}</span>
        <Chips
          label={t('urgency')}
          options={urgencies.map(value => ({ value, words: words(value) }))}
          value={preview.urgency}
          onPick={urgency => change({ urgency })}
        />
        {preview.proposed && (
          <span className="ss-13 ss-2 ss-desk-dept" role="status">
            {t(preview.urgency === preview.proposed.urgency ? 'proposed' : 'chosenOtherwise', {
              level: words(preview.proposed.urgency),
            })}{' '}
            <ClauseLink clause={preview.proposed.clause} />
          </span>
        )}
      </div>
      {draft.about && draft.category.trim() && standard && (
        <Responsible draft={draft} change={change} preview={preview} departments={departments} />
      )}
    </>
  )
}

/** What was there first for a key: chips do not change places under a hand that is on its way to one. */
function useFirst<T>(key: string | null, value: T | null): T | null {
  const first = useRef<{ key: string | null; value: T | null }>({ key, value })
  if (first.current.key !== key || first.current.value === null) first.current = { key, value }
  return first.current.value
}

/** Where the standard sends it, and another department if the agent knows better. */
function Responsible({ draft, change, preview: { routed }, departments }: Omit<SortingProps, 'siteKind' | 'standard'>) {
  const t = useDeskLabels()
  const id = useId()
  const chosen = departments.find(({ id }) => id === draft.departmentId)
  return (
    <div className="ss-desk-line">
      <label htmlFor={id} className="ss-desk-lab">
        {t('department')}
      </label>
      <Select
        id={id}
        className="ss-desk-dept-choice"
        value={chosen?.id ?? ''}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          { value: '', label: routed?.department ?? t('departmentNone') },
          ...departments.filter(({ name }) => name !== routed?.department).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value: string) => change({ departmentId: value || null })}
      />
      {routed && (
        <span className="ss-13 ss-2 ss-desk-dept" role="status">
          {chosen && `${t('routedElsewhere', { department: routed.department })} `}
          <ClauseLink clause={routed.clause} />
        </span>
      )}
    </div>
  )
}

/** Categories in use at this site, the most frequent first, equals always in the same order. */
export function often(rows: { category: string }[]): string[] {
  const counts = new Map<string, number>()
  for (const { category } of rows) counts.set(category, (counts.get(category) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([category]) => category)
}

const MIN = 60_000
export function PromisedTime({ draft, change, zone }: { draft: Draft; change: (patch: Patch) => void; zone: string }) {
  const t = useDeskLabels()
  const now = Math.floor(useNow() / MIN) * MIN
  const [own, setOwn] = useState(false)
  const days = { today: t('today'), tomorrow: t('tomorrow') }
  const choices = promiseChoices(now, zone)
  const listed = draft.promisedAt === null || choices.includes(draft.promisedAt)
  const options = [
    { value: '', words: t('promiseNone') },
    ...(listed || own ? choices : [...choices, draft.promisedAt!]).map(value => ({
      value,
      words: t('promiseBy', { at: dayWords(value, now, zone, days) }),
    })),
    { value: 'own', words: t('promiseOwn') },
  ]
  const pick = (value: string) => {
    setOwn(value === 'own')
    if (value !== 'own') change({ promisedAt: value || null })
    else if (draft.promisedAt === null) change({ promisedAt: instantOf(localOf(now + 60 * MIN, zone), zone) })
  }
  const past = draft.promisedAt !== null && Date.parse(draft.promisedAt) <= now
  return (
    <div className="ss-desk-line">
      <span className="ss-desk-lab">{t('promise')}</span>
      <Chips label={t('promise')} options={options} value={own ? 'own' : (draft.promisedAt ?? '')} onPick={pick} />
      {own && (
        <MomentPicker
          label={t('promiseOwn')}
          value={localOf(draft.promisedAt ?? now + 60 * MIN, zone)}
          onChange={local => change({ promisedAt: instantOf(local, zone) })}
        />
      )}
      {past && (
        <span className="ss-13 ss-desk-lack" role="alert">
          {t('promisePast')}
        </span>
      )}
    </div>
  )
}
