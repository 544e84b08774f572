/** The customers that were found for what is typed: arrows go from one to the next, Enter takes the marked one. */
import type { Customer } from '@sansheng/contract/customers.ts'
import { type KeyboardEvent, useId, useState } from 'react'
import { useCustomerLabels } from './customer-labels.ts'
import './found-customers.css'

export function useFoundList(items: readonly Customer[], onChoose: (customer: Customer) => void) {
  const id = useId()
  const [marked, setMarked] = useState<string | null>(null)
  const at = items.findIndex(customer => customer.id === marked)
  const optionOf = (index: number) => `${id}-${index}`
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (items.length === 0 || event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      const from = at < 0 && step < 0 ? 0 : at
      setMarked(items[(from + step + items.length) % items.length]!.id)
    } else if (event.key === 'Enter' && items[at]) {
      event.preventDefault()
      onChoose(items[at])
    } else if (event.key === 'Escape') setMarked(null)
  }
  return {
    list: { id, items, at, optionOf, onChoose },
    /** What the field says of its list. */
    field: {
      role: 'combobox',
      'aria-expanded': items.length > 0,
      'aria-controls': id,
      'aria-autocomplete': 'list',
      ...(at < 0 ? {} : { 'aria-activedescendant': optionOf(at) }),
      onKeyDown,
    } as const,
  }
}

export function FoundCustomers({ id, items, at, optionOf, onChoose }: ReturnType<typeof useFoundList>['list']) {
  const t = useCustomerLabels()
  if (items.length === 0) return null
  return (
    <div className="ss-found-customers" id={id} role="listbox" aria-label={t('found')}>
      {items.map((c, index) => (
        <button
          key={c.id}
          type="button"
          tabIndex={-1}
          id={optionOf(index)}
          role="option"
          aria-selected={index === at}
          className="ss-bare ss-row"
          // the field keeps the focus
          onMouseDown={event => event.preventDefault()}
          onClick={() => onChoose(c)}
        >
          <b className="ss-el">{c.name}</b>
          <span className="ss-num ss-13">{c.phoneMasked?.replaceAll('*', '•')}</span>
          <span className="ss-el ss-13 ss-2 ss-grow">{c.premises[0]?.address}</span>
          <span className="ss-12 ss-found-take">{t('choose')}</span>
        </button>
      ))}
    </div>
  )
}
