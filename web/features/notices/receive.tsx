/** What a department reported, in one sheet; from the moment it is entered the clock to publication runs. */
import type { Notice } from '@sansheng/contract/notices.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { Button, Checkbox, Drawer, Input, Segmented } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { instantOf, localOf } from '../../app/site-time.ts'
import { serverNow } from '../../app/time.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { MomentPicker } from '../../ui/moment-picker.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useNoticeLabels } from './labels.ts'

type Typed = {
  kind: Notice['kind']
  title: string
  source: string
  reason: string
  planned: boolean
  places: string
  areas: string
  startsAt: string
  endsAt: string
}
/** One place a line; commas and enumeration marks part them too, because that is how departments write. */
export const placesOf = (words: string): string[] => [
  ...new Set(
    words
      .split(/[\n,，、;；]/)
      .map(place => place.trim().slice(0, 80))
      .filter(Boolean),
  ),
]

const fresh = (zone: string): Typed => ({
  kind: 'outage',
  title: '',
  source: '',
  reason: '',
  planned: true,
  places: '',
  areas: '',
  startsAt: localOf(serverNow(), zone),
  endsAt: '',
})

export function ReceiveNotice({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useNoticeLabels()
  const { siteId, site } = useSession()
  const zone = site?.zone ?? 'Asia/Shanghai'
  const [typed, setTyped] = useState<Typed>(() => fresh(zone))
  const put = (part: Partial<Typed>) => setTyped(before => ({ ...before, ...part }))
  const receive = useSend(notices.receive)
  const places = placesOf(typed.places)
  const areas = placesOf(typed.areas)
  const [startsAt, endsAt] = [instantOf(typed.startsAt, zone), typed.endsAt ? instantOf(typed.endsAt, zone) : null]
  const backwards = startsAt !== null && endsAt !== null && endsAt <= startsAt
  const lacking = [
    ...(typed.title.trim() ? [] : [t('name')]),
    ...(typed.source.trim() ? [] : [t('source')]),
    ...(places.length > 0 ? [] : [t('places')]),
    ...(startsAt ? [] : [t('startsAt')]),
  ]
  const locked = lacking.length > 0 || backwards || receive.isPending
  const send = (publish: boolean) => {
    if (locked || !startsAt) return
    receive.mutate(
      {
        params: { siteId },
        body: {
          kind: typed.kind,
          title: typed.title.trim(),
          source: typed.source.trim(),
          planned: typed.planned,
          places: places.slice(0, 200),
          ...(typed.reason.trim() ? { reason: typed.reason.trim() } : {}),
          ...(areas.length > 0 ? { areas: areas.map(area => area.slice(0, 60)).slice(0, 50) } : {}),
          startsAt,
          ...(endsAt ? { endsAt } : {}),
          ...(publish ? { publish: true } : {}),
        },
      },
      {
        onSuccess: () => {
          setTyped(fresh(zone))
          onClose()
        },
      },
    )
  }
  useHotkeys(open ? { 'Ctrl+s': () => send(false), 'Ctrl+Enter': () => send(true) } : {})
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size="min(520px, 100vw)"
      title={t('formTitle')}
      rootClassName="ss-notice-drawer"
      footer={
        <div className="ss-col">
          {receive.error && <FaultNote fault={receive.error} inline />}
          <span className="ss-12 ss-2" role="status">
            {lacking.length > 0 ? t('needed', { what: lacking.map(w => `“${w}”`).join('') }) : t('clockRuns')}
          </span>
          <div className="ss-row ss-wrap ss-notice-buttons">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <span className="ss-grow" />
            <Button disabled={locked} onClick={() => send(false)}>
              {t('saveDraft')} <Kbd>Ctrl S</Kbd>
            </Button>
            <Button type="primary" disabled={locked} loading={receive.isPending} onClick={() => send(true)}>
              {t('publishNow')} <Kbd>Ctrl ↵</Kbd>
            </Button>
          </div>
        </div>
      }
    >
      <div className="ss-col ss-notice-form">
        <div className="ss-row ss-wrap">
          <Segmented
            aria-label={t('kind')}
            value={typed.kind}
            onChange={kind => put({ kind: kind as Notice['kind'] })}
            options={(['outage', 'pressure', 'bulletin'] as const).map(value => ({ value, label: t(value) }))}
          />
          <Checkbox checked={typed.planned} onChange={e => put({ planned: e.target.checked })}>
            {t('planned')}
          </Checkbox>
        </div>
        <Field label={t('name')}>
          {id => (
            <Input
              id={id}
              value={typed.title}
              maxLength={120}
              placeholder={t('namePlaceholder')}
              onChange={e => put({ title: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('source')}>
          {id => (
            <Input
              id={id}
              value={typed.source}
              maxLength={60}
              placeholder={t('sourcePlaceholder')}
              onChange={e => put({ source: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('reason')}>
          {id => (
            <Input.TextArea
              id={id}
              value={typed.reason}
              maxLength={1000}
              autoSize={{ minRows: 2, maxRows: 5 }}
              placeholder={t('reasonPlaceholder')}
              onChange={e => put({ reason: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('places')} hint={places.length > 0 ? t('placesCount', { count: places.length }) : t('placesHint')}>
          {id => (
            <Input.TextArea
              id={id}
              value={typed.places}
              autoSize={{ minRows: 3, maxRows: 10 }}
              placeholder={t('placesPlaceholder')}
              onChange={e => put({ places: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('areas')} hint={t('areasHint')}>
          {id => (
            <Input.TextArea
              id={id}
              value={typed.areas}
              autoSize={{ minRows: 1, maxRows: 4 }}
              onChange={e => put({ areas: e.target.value })}
            />
          )}
        </Field>
        <div className="ss-notice-times">
          <Field label={t('startsAt')}>
            {id => <MomentPicker id={id} value={typed.startsAt} onChange={startsAt => put({ startsAt })} />}
          </Field>
          <Field label={t('endsAt')} hint={backwards ? t('endsBefore') : t('endsHint')} wrong={backwards}>
            {id => <MomentPicker id={id} value={typed.endsAt} wrong={backwards} onChange={endsAt => put({ endsAt })} />}
          </Field>
        </div>
      </div>
    </Drawer>
  )
}

type FieldProps = { label: string; hint?: string; wrong?: boolean; children: (id: string) => ReactNode }
function Field({ label, hint, wrong, children }: FieldProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="ss-13 ss-2">
        {label}
      </label>
      {children(id)}
      {hint && (
        <p className={`ss-12 ${wrong ? 'ss-notice-late' : 'ss-3'}`} role={wrong ? 'alert' : undefined}>
          {hint}
        </p>
      )}
    </div>
  )
}
