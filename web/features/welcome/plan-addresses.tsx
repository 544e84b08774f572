import { Input } from 'antd'
import { useId } from 'react'
import { readPasted } from './addresses.ts'
import type { WelcomeLabels } from './labels.ts'

const shown = 5

/** The addresses that are served, pasted one a line; says how each line was read. */
export function PlanAddresses({
  text,
  locked,
  onChange,
  t,
}: {
  text: string
  locked: boolean
  onChange: (text: string) => void
  t: WelcomeLabels
}) {
  const id = useId()
  const { addresses, twice, unread } = readPasted(text)
  return (
    <section aria-label={t('addresses')} className="ss-col">
      <h2 className="ss-h">{t('addresses')}</h2>
      <label htmlFor={id} className="ss-13 ss-2">
        {t('addressesText')}
      </label>
      <Input.TextArea
        id={id}
        rows={4}
        value={text}
        maxLength={200_000}
        disabled={locked}
        placeholder={'33020417，槐荫里 7 栋 2 单元 601'}
        onChange={e => onChange(e.target.value)}
      />
      {text.trim() !== '' && (
        <p className="ss-13 ss-2" role="status">
          {t('addressesRead', { count: addresses.length })}
          {twice > 0 && ` ${t('addressesTwice', { count: twice })}`}
        </p>
      )}
      {unread.length > 0 && (
        <p className="ss-13 ss-wrong">
          {t('addressesUnread', { count: unread.length, lines: unread.slice(0, shown).join(' / ') })}
        </p>
      )}
    </section>
  )
}
