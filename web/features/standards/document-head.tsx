import type { Standard } from '@sansheng/contract/standards.ts'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import { Slot } from '../../app/feature-context.tsx'
import { useSession } from '../../app/session.tsx'
import { type PeriodName, periods } from './choices.ts'
import type { StandardLabels } from './labels.ts'
import type { StandardSearch } from './search.ts'

type Props = {
  standard: Standard
  /** Contacts of the period; null while they are not known. */
  contacts: number | null
  period: PeriodName
  search: StandardSearch
  anchor: string
  onEdit: () => void
  children: ReactNode
  t: StandardLabels
}

/** Title, period and the way to the editor, with notes below. */
export function DocumentHead({ standard, contacts, period, search, anchor, onEdit, children, t }: Props) {
  const { siteId, can } = useSession()
  const navigate = useNavigate()
  const setPeriod = (next: PeriodName) =>
    void navigate({ to: '/standard', search: { ...search, period: next }, hash: anchor, resetScroll: false })
  return (
    <header className="ss-doc-head">
      <div className="ss-row ss-wrap">
        <p className="ss-song ss-doc-title ss-grow">{standard.title}</p>
        {standard.current && contacts !== null && (
          <span className="ss-12 ss-3">{t('contacts', { count: contacts.toLocaleString('zh-CN') })}</span>
        )}
        {standard.current && (
          <Segmented
            size="small"
            aria-label={t('period')}
            value={period}
            onChange={setPeriod}
            options={(Object.keys(periods) as PeriodName[]).map(p => ({ value: p, label: t(p) }))}
          />
        )}
        {can('standards:write') && (
          <Button icon={<Pencil size={15} />} onClick={onEdit}>
            {t('edit')} <span className="ss-kbd">E</span>
          </Button>
        )}
      </div>
      {standard.current && <Slot name="waiting-publication" props={{ siteId }} />}
      {children}
    </header>
  )
}
