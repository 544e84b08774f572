import { handbooks } from '@sansheng/contract/handbooks.ts'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCall } from '../../app/call.ts'
import { useNavigation } from '../../app/feature-context.tsx'
import { useLabel } from '../../app/i18n.ts'
import { useSession } from '../../app/session.tsx'
import { unsavedDraft } from '../../app/unsaved-draft.ts'
import { Empty } from '../../ui/states.tsx'
import type { StandardLabels } from './labels.ts'

/** A site without a standard: choose one of ours and begin. */
export function NoStandard({ t }: { t: StandardLabels }) {
  const { siteId, can } = useSession()
  const navigate = useNavigate()
  const entries = useNavigation('no-standard')
  const label = useLabel()
  const templates = useCall(handbooks.listTemplates, {}, { enabled: can('standards:write') })
  const begin = (source: string) => {
    unsavedDraft.keep(siteId, { source, version: 0 })
    void navigate({ to: '/standard', search: { edit: true } })
  }
  if (!can('standards:write')) return <Empty text={`${t('noneTitle')}${t('noneRead')}`} />
  return (
    <Empty text={`${t('noneTitle')}${t('noneText')}`}>
      <div className="ss-row ss-wrap">
        {templates.data?.items.map(s => (
          <Button key={s.name} type="primary" onClick={() => begin(s.source)}>
            {t('start', { title: s.title })}
          </Button>
        ))}
        {entries.map(entry => (
          <Button key={entry.to} onClick={() => void navigate({ to: entry.to })}>
            {label(entry.label)}
          </Button>
        ))}
        <Button onClick={() => void navigate({ to: '/standard', search: { edit: true } })}>{t('startBlank')}</Button>
      </div>
    </Empty>
  )
}
