import { Tabs } from 'antd'
import { useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { Consents } from './consents.tsx'
import { Departments } from './departments.tsx'
import { Exceptions } from './exceptions.tsx'
import './people.css'
import { usePeopleLabels } from './labels.ts'
import { LookUps } from './look-ups.tsx'
import { Persons } from './persons.tsx'
import { Recipients } from './recipients.tsx'
import { Sites } from './sites.tsx'

/** Who works here, where, and with which rights. */
export function People() {
  const t = usePeopleLabels()
  const { siteId, can } = useSession()
  const [tab, setTab] = useState('persons')
  return (
    <div className="ss-page ss-people">
      <h1 className="ss-title">{t('title')}</h1>
      {!can('people:manage') && <p className="ss-13 ss-3">{t('manageOnly')}</p>}
      {can('approvals:answer') && <Consents t={t} />}
      <Tabs
        key={siteId}
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: 'persons', label: t('persons'), children: <Persons t={t} /> },
          { key: 'departments', label: t('departments'), children: <Departments t={t} /> },
          { key: 'sites', label: t('sites'), children: <Sites t={t} /> },
          ...(can('ledger:verify') ? [{ key: 'exceptions', label: t('exceptions'), children: <Exceptions t={t} /> }] : []),
          ...(can('ledger:verify') ? [{ key: 'lookUps', label: t('lookUps'), children: <LookUps t={t} /> }] : []),
          ...(can('standards:read') ? [{ key: 'told', label: t('told'), children: <Recipients t={t} /> }] : []),
        ]}
      />
    </div>
  )
}
