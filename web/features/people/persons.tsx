import { type Person, people } from '@sansheng/contract/people.ts'
import { Button, Input, Select, Switch } from 'antd'
import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { listed } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { exact, serverNow } from '../../app/time.ts'
import { Mark } from '../../ui/mark.tsx'
import { type AssignableRole, assignableRoles } from '../../ui/role-labels.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { roleWord } from '../../ui/vocabulary-labels.ts'
import type { PeopleLabels } from './labels.ts'
import { PersonDrawer } from './person-drawer.tsx'

export function Persons({ t }: { t: PeopleLabels }) {
  const { siteId, can } = useSession()
  const [words, setWords] = useState('')
  const [role, setRole] = useState<AssignableRole | ''>('')
  const [inactiveToo, setInactiveToo] = useState(false)
  const [open, setOpen] = useState<Person | 'new' | null>(null)
  const q = useDeferredValue(words.trim())
  const read = useCall(
    people.listPersons,
    { params: { siteId }, query: { ...(q ? { q } : {}), ...(role ? { role } : {}) } },
    { enabled: siteId > 0, keep: true },
  )
  return (
    <section aria-label={t('persons')} className="ss-col">
      <div className="ss-row ss-wrap ss-people-bar">
        <Input.Search
          className="ss-people-find"
          aria-label={t('find')}
          placeholder={t('find')}
          value={words}
          maxLength={60}
          allowClear
          onChange={e => setWords(e.target.value)}
        />
        <Select
          aria-label={t('role')}
          value={role}
          style={{ minWidth: 140 }}
          options={[{ value: '', label: t('anyRole') }, ...assignableRoles.map(value => ({ value, label: roleWord(value) }))]}
          onChange={setRole}
        />
        <span className="ss-row">
          <Switch id="people-inactive" size="small" checked={inactiveToo} onChange={setInactiveToo} />
          <label htmlFor="people-inactive">{t('inactiveToo')}</label>
        </span>
        <span className="ss-grow" />
        {can('people:manage') && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => setOpen('new')}>
            {t('addPerson')}
          </Button>
        )}
      </div>
      <Shown of={read}>
        {({ items }) => {
          const shown = items.filter(p => p.active || inactiveToo)
          if (shown.length === 0) return <Empty text={t('none')} />
          return (
            <div className="ss-sheet ss-table-box">
              <table className="ss-table">
                <caption className="ss-only-read">{t('count', { count: shown.length })}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('staffNumber')}</th>
                    <th scope="col">{t('name')}</th>
                    <th scope="col">{t('roles')}</th>
                    <th scope="col">{t('inDepartments')}</th>
                    <th scope="col">{t('phone')}</th>
                    <th scope="col">{t('state')}</th>
                    {can('people:manage') && (
                      <th scope="col">
                        <span className="ss-only-read">{t('edit')}</span>
                      </th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {shown.map(p => (
                    <tr key={p.id} className={p.active ? '' : 'ss-gone'}>
                      <td className="ss-num">{p.staffNumber}</td>
                      <th scope="row">{p.name}</th>
                      <td>
                        <Grants of={p} t={t} />
                      </td>
                      <td>{listed(p.departments.filter(d => d.siteId === siteId).map(d => d.name))}</td>
                      <td className="ss-num">{p.phoneMasked?.replaceAll('*', '•')}</td>
                      <td>
                        <PersonState of={p} t={t} />
                      </td>
                      {can('people:manage') && (
                        <td className="ss-table-act">
                          <Button size="small" aria-label={t('editOf', { name: p.name })} onClick={() => setOpen(p)}>
                            {t('edit')}
                          </Button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
              <p className="ss-12 ss-3 ss-table-foot">{t('count', { count: shown.length })}</p>
            </div>
          )
        }}
      </Shown>
      {open && (
        <PersonDrawer
          key={open === 'new' ? 'new' : open.id}
          person={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          t={t}
        />
      )}
    </section>
  )
}

function Grants({ of, t }: { of: Person; t: PeopleLabels }) {
  return (
    <span className="ss-row ss-wrap" style={{ gap: 4 }}>
      {of.grants.map(g => (
        <Mark key={g.id} title={t(`scope.${g.scope}`)}>
          {roleWord(g.role)}
          {(g.scope === 'all' || g.scope === 'unit') && ` · ${t(`scope.${g.scope}`)}`}
        </Mark>
      ))}
    </span>
  )
}

function PersonState({ of, t }: { of: Person; t: PeopleLabels }) {
  const delayed = of.delayedUntil !== null && Date.parse(of.delayedUntil) > serverNow()
  return (
    <span className="ss-row ss-wrap" style={{ gap: 4 }}>
      <Mark tone={of.active ? 'met' : 'plain'}>{t(of.active ? 'active' : 'inactive')}</Mark>
      {delayed && <Mark tone="soon">{t('delayed', { at: exact(of.delayedUntil!) })}</Mark>}
      {of.waiting && (
        <Mark tone="soon">
          {of.waiting.what === 'grants'
            ? t('waitingGrants', { roles: listed(of.waiting.roles.map(roleWord)) })
            : t(of.waiting.what === 'password' ? 'waitingPassword' : 'waitingFactor')}
        </Mark>
      )}
      {of.secondFactor && <Mark>{t('secondFactor')}</Mark>}
      {of.probation && <Mark tone="soon">{t('probation')}</Mark>}
    </span>
  )
}
