import { Input, Segmented, Select } from 'antd'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useTicketLabels } from './labels.ts'
import type { TicketSearch } from './search.ts'

const kinds = ['report', 'repair', 'complaint', 'inquiry', 'help', 'suggestion', 'praise', 'paid'] as const
const statuses = ['registered', 'notified', 'accepted', 'working', 'returned', 'closed'] as const
const urgencies = ['normal', 'urgent', 'emergency'] as const

/** What the list shows and in which order; all of it is in the address. */
export function ListFilters({ search, set }: { search: TicketSearch; set: (patch: Partial<TicketSearch>) => void }) {
  const t = useTicketLabels()
  const k = useKindLabels()
  const options = <V extends string>(values: readonly V[]) =>
    values.map(value => ({ value, label: k(value as Parameters<typeof k>[0]) }))
  return (
    <>
      <Segmented
        aria-label={t('status')}
        value={search.breached ? 'breached' : search.mine ? 'mine' : search.open ? 'open' : 'all'}
        onChange={v =>
          set({
            open: v === 'open' || v === 'mine' ? true : undefined,
            mine: v === 'mine' ? true : undefined,
            breached: v === 'breached' ? true : undefined,
          })
        }
        options={[
          { value: 'all', label: t('all') },
          { value: 'open', label: t('openOnly') },
          { value: 'mine', label: t('mine') },
          { value: 'breached', label: t('breached') },
        ]}
      />
      <Select
        allowClear
        aria-label={t('kind')}
        placeholder={t('kind')}
        value={search.kind}
        options={options(kinds)}
        onChange={kind => set({ kind })}
        style={{ width: 110 }}
      />
      <Select
        allowClear
        aria-label={t('status')}
        placeholder={t('status')}
        value={search.status}
        options={options(statuses)}
        onChange={status => set({ status })}
        style={{ width: 110 }}
      />
      <Select
        allowClear
        aria-label={t('urgency')}
        placeholder={t('urgency')}
        value={search.urgency}
        options={options(urgencies)}
        onChange={urgency => set({ urgency })}
        style={{ width: 100 }}
      />
      <Select
        aria-label={t('sort')}
        disabled={Boolean(search.q)}
        value={search.q ? 'newest' : (search.sort ?? 'newest')}
        onChange={sort => set({ sort: sort === 'newest' ? undefined : sort })}
        options={[
          { value: 'newest', label: t('sortNewest') },
          { value: 'due', label: t('sortDue') },
          { value: 'oldest', label: t('sortOldest') },
        ]}
        style={{ width: 130 }}
      />
    </>
  )
}

export function SearchBox({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const t = useTicketLabels()
  const [words, setWords] = useState(value)
  const box = useRef<React.ComponentRef<typeof Input>>(null)
  useEffect(() => setWords(value), [value])
  useHotkeys({ '/': () => box.current?.focus() })
  return (
    <Input
      ref={box}
      className="ss-tickets-search"
      aria-label={t('search')}
      placeholder={t('search')}
      prefix={<Search size={16} />}
      suffix={<span className="ss-kbd">/</span>}
      allowClear
      maxLength={60}
      value={words}
      onChange={e => {
        setWords(e.target.value)
        if (e.target.value === '') onSearch('')
      }}
      onPressEnter={() => onSearch(words.trim())}
    />
  )
}
