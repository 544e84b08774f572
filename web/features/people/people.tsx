import { Tabs } from 'antd'
import { useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { Departments } from './departments.tsx'
import './people.css'
import { usePeopleLabels } from './labels.ts'
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
      <Tabs
        key={siteId}
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: 'persons', label: t('persons'), children: <Persons t={t} /> },
          { key: 'departments', label: t('departments'), children: <Departments t={t} /> },
          { key: 'sites', label: t('sites'), children: <Sites t={t} /> },
          ...(can('standards:read') ? [{ key: 'told', label: t('told'), children: <Recipients t={t} /> }] : []),
        ]}
      />
    </div>
  )
}
