import type { Customer } from '@sansheng/contract/customers.ts'
import { Button, Input } from 'antd'
import { Search } from 'lucide-react'
import { useId, useState } from 'react'
import { useFound } from '../../ui/find-customers.ts'
import { FoundCustomers, useFoundList } from '../../ui/found-customers.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useCustomersLabels } from './labels.ts'

type FindProps = { than: Customer; likely: readonly Customer[]; onChoose: (other: Customer) => void }

/** The other record of the same customer: one that is proposed, or one that is looked for. */
export function FindOther({ than, likely, onChoose }: FindProps) {
  const t = useCustomersLabels()
  const id = useId()
  const [words, setWords] = useState('')
  const { settled, found } = useFound(words)
  const items = settled === '' ? [] : (found?.data?.items ?? []).filter(one => one.id !== than.id)
  const { list, field } = useFoundList(items, onChoose)
  const none = settled !== '' && settled === words.trim() && found?.data && !found.isPlaceholderData && items.length === 0
  return (
    <div className="ss-col">
      {likely.length > 0 && (
        <div className="ss-col">
          <h3 className="ss-13 ss-2">{t('likely')}</h3>
          <ul className="ss-customer-likely">
            {likely.map(one => (
              <li key={one.id} className="ss-row ss-wrap ss-13">
                <b>{one.name}</b>
                <span className="ss-num">{one.phoneMasked?.replaceAll('*', '•')}</span>
                <span className="ss-2 ss-grow">{one.premises[0]?.address}</span>
                <Button size="small" onClick={() => onChoose(one)}>
                  {t('compare')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <label htmlFor={id} className="ss-13 ss-2">
        {t('another')}
      </label>
      <Input
        id={id}
        prefix={<Search size={15} />}
        placeholder={t('anotherPlaceholder')}
        value={words}
        maxLength={60}
        autoComplete="off"
        onChange={e => setWords(e.target.value)}
        {...field}
      />
      {found?.error && <FaultNote fault={found.error} inline onRetry={() => void found.refetch()} />}
      <FoundCustomers {...list} />
      {none && (
        <p className="ss-13 ss-3" role="status">
          {t('noneFound')}
        </p>
      )}
    </div>
  )
}
