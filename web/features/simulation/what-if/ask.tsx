import { Button, Input, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useSession } from '../../../app/session.tsx'
import { dayOf, serverNow } from '../../../app/time.ts'
import type { WhatIfLabels } from './labels.ts'
import { daysOf, type StretchName, stretches, stretchOf } from './stretch.ts'

/** Which days, and go. */
export function Ask({
  busy,
  again,
  onAsk,
  t,
}: {
  busy: boolean
  again: boolean
  onAsk: (stretch: { from: string; until: string }) => void
  t: WhatIfLabels
}) {
  const { site } = useSession()
  const zone = site?.zone ?? 'Asia/Shanghai'
  const [name, setName] = useState<StretchName>('30d')
  const [own, setOwn] = useState(() => daysOf('30d', serverNow(), zone))
  const [wrong, setWrong] = useState(false)
  const id = useId()
  const ask = () => {
    const now = serverNow()
    const stretch = stretchOf(name === 'own' ? own : daysOf(name, now, zone), now, zone)
    setWrong(stretch === null)
    if (stretch) onAsk(stretch)
  }
  const day = (side: 'from' | 'to') => (
    <span className="ss-row">
      <label htmlFor={`${id}-${side}`} className="ss-13 ss-2">
        {t(side)}
      </label>
      <Input
        id={`${id}-${side}`}
        type="date"
        value={own[side]}
        max={dayOf(serverNow(), zone)}
        onChange={e => setOwn({ ...own, [side]: e.target.value })}
        style={{ width: 148 }}
      />
    </span>
  )
  return (
    <div className="ss-col">
      {!again && <p className="ss-13 ss-2">{t('about')}</p>}
      <div className="ss-row ss-wrap">
        <Segmented
          aria-label={t('period')}
          value={name}
          onChange={setName}
          options={stretches.map(s => ({ value: s, label: t(s) }))}
        />
        <Button type={again ? 'default' : 'primary'} loading={busy} onClick={ask}>
          {t(again ? 'again' : 'start')}
        </Button>
      </div>
      {name === 'own' && (
        <div className="ss-row ss-wrap">
          {day('from')}
          {day('to')}
        </div>
      )}
      {wrong && (
        <p className="ss-12 ss-late" role="alert">
          {t('periodWrong')}
        </p>
      )}
    </div>
  )
}
