import { handbooks } from '@sansheng/contract/handbooks.ts'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { Empty } from '../../ui/states.tsx'
import { useImportLabels } from './import/labels.ts'
import { begunText } from './keep.ts'
import type { StandardLabels } from './labels.ts'

/** A site without a standard: choose one of ours and begin. */
export function NoStandard({ t }: { t: StandardLabels }) {
  const { siteId, can } = useSession()
  const navigate = useNavigate()
  const own = useImportLabels()
  const templates = useCall(handbooks.listTemplates, {}, { enabled: can('standards:write') })
  const begin = (source: string) => {
    begunText.keep(siteId, { source, version: 0 })
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
        <Button onClick={() => void navigate({ to: '/standard/import' })}>{own('open')}</Button>
        <Button onClick={() => void navigate({ to: '/standard', search: { edit: true } })}>{t('startBlank')}</Button>
      </div>
    </Empty>
  )
}
