import type { Notice } from '@sansheng/contract/notices.ts'
import { Input, Radio, Segmented } from 'antd'
import { type ReactNode, useId } from 'react'
import { quoted } from '../../app/punctuation.ts'
import { MomentPicker } from '../../ui/moment-picker.tsx'
import { useNoticeLabels } from './labels.ts'
import { type NoticeDraft, placesOf } from './notice-draft.ts'

type Props = { draft: NoticeDraft; backwards: boolean; unclear: string[]; put: (part: Partial<NoticeDraft>) => void }
export function NoticeForm({ draft, backwards, unclear, put }: Props) {
  const t = useNoticeLabels()
  const places = placesOf(draft.places).length
  return (
    <div className="ss-col ss-notice-form">
      <div className="ss-row ss-wrap">
        <Segmented
          aria-label={t('kind')}
          value={draft.kind}
          onChange={kind => put({ kind: kind as Notice['kind'] })}
          options={(['outage', 'pressure', 'bulletin'] as const).map(value => ({ value, label: t(value) }))}
        />
        <Radio.Group
          aria-label={t('isPlanned')}
          optionType="button"
          value={draft.planned}
          onChange={e => put({ planned: e.target.value as boolean })}
          options={[
            { value: true, label: t('planned') },
            { value: false, label: t('unplanned') },
          ]}
        />
      </div>
      <Field label={t('name')}>
        {id => (
          <Input
            id={id}
            value={draft.title}
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
            value={draft.source}
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
            value={draft.reason}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 5 }}
            placeholder={t('reasonPlaceholder')}
            onChange={e => put({ reason: e.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('places')}
        hint={
          unclear.length > 0
            ? t('placesUnclear', { what: quoted(unclear) })
            : places > 0
              ? t('placesCount', { count: places })
              : t('placesHint')
        }
        wrong={unclear.length > 0}
      >
        {id => (
          <Input.TextArea
            id={id}
            value={draft.places}
            status={unclear.length > 0 ? 'error' : ''}
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
            value={draft.areas}
            autoSize={{ minRows: 1, maxRows: 4 }}
            onChange={e => put({ areas: e.target.value })}
          />
        )}
      </Field>
      <div className="ss-notice-times">
        <Field label={t('startsAt')}>
          {id => <MomentPicker id={id} value={draft.startsAt} onChange={startsAt => put({ startsAt })} />}
        </Field>
        <Field label={t('endsAt')} hint={backwards ? t('endsBefore') : t('endsHint')} wrong={backwards}>
          {id => <MomentPicker id={id} value={draft.endsAt} wrong={backwards} onChange={endsAt => put({ endsAt })} />}
        </Field>
      </div>
    </div>
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
