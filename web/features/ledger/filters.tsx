import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { X } from 'lucide-react'
import { useSession } from '../../app/session.tsx'
import { usePersonOptions } from '../../ui/person-options.ts'
import type { LedgerLabels } from './labels.ts'
import { groupNames, type LedgerSearch } from './search.ts'

/** Which kind, whose, when: all of it is in the address. */
export function Filters({ search, t }: { search: LedgerSearch; t: LedgerLabels }) {
  const navigate = useNavigate()
  const { can } = useSession()
  // whoever has left stands in the ledger as well
  const { options } = usePersonOptions(() => true)
  const change = (next: LedgerSearch) => {
    const given = Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, v]) => v !== undefined && v !== ''))
    void navigate({ to: '/ledger', search: given, replace: true, resetScroll: false })
  }
  return (
    <div className="ss-row ss-wrap ss-ledger-filters" role="search" aria-label={t('find')}>
      <Select
        aria-label={t('group')}
        value={search.group ?? 'all'}
        onChange={group => change({ group: group === 'all' ? undefined : (group as LedgerSearch['group']) })}
        options={[{ value: 'all', label: t('all') }, ...groupNames.map(value => ({ value, label: t(value) }))]}
        popupMatchSelectWidth={false}
      />
      {can('people:read') && (
        <Select
          aria-label={t('who')}
          className="ss-ledger-who"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          placeholder={t('anybody')}
          value={search.who ?? null}
          onChange={who => change({ who: who ?? undefined })}
          options={options}
        />
      )}
      <span className="ss-row">
        <Input type="date" aria-label={t('from')} value={search.from ?? ''} onChange={e => change({ from: e.target.value })} />
        <span aria-hidden="true">–</span>
        <Input type="date" aria-label={t('to')} value={search.to ?? ''} onChange={e => change({ to: e.target.value })} />
      </span>
      {search.case && (
        <Button icon={<X size={14} />} onClick={() => change({ case: undefined })}>
          {t('onlyCase', { id: search.case.slice(0, 8) })}
        </Button>
      )}
    </div>
  )
}
