import { people } from '@sansheng/contract/people.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { App, Button, Drawer, Input, Select } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { listed } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { usePersonOptions } from '../../ui/person-options.ts'
import { Empty, FaultNote, Shown } from '../../ui/states.tsx'
import type { PeopleLabels } from './labels.ts'

type Department = ReplyOf<typeof people.listDepartments>['items'][number]

export function Departments({ t }: { t: PeopleLabels }) {
  const { siteId, can } = useSession()
  const read = useCall(people.listDepartments, { params: { siteId } }, { enabled: siteId > 0 })
  const [open, setOpen] = useState<Department | 'new' | null>(null)
  return (
    <section aria-label={t('departments')} className="ss-col">
      {can('people:manage') && (
        <div className="ss-row ss-people-bar">
          <span className="ss-grow" />
          <Button type="primary" icon={<Plus size={16} />} onClick={() => setOpen('new')}>
            {t('addDepartment')}
          </Button>
        </div>
      )}
      <Shown of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t('noDepartments')} />
          ) : (
            <ul className="ss-people-cards">
              {items.map(d => (
                <li key={d.id} className="ss-sheet">
                  <div className="ss-row">
                    <h2 className="ss-grow ss-el" title={d.name}>
                      {d.name}
                    </h2>
                    <span className="ss-12 ss-3">{t('memberCount', { count: d.members.length })}</span>
                    {can('people:manage') && (
                      <Button size="small" aria-label={t('editOf', { name: d.name })} onClick={() => setOpen(d)}>
                        {t('edit')}
                      </Button>
                    )}
                  </div>
                  <p>
                    <span className="ss-3">{t('head')}</span> {d.head ? `${d.head.name} ${d.head.staffNumber}` : t('noHead')}
                  </p>
                  <p className="ss-13 ss-2">{listed(d.members.map(m => m.name)) || t('noMembers')}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {open && <DepartmentDrawer department={open === 'new' ? null : open} onClose={() => setOpen(null)} t={t} />}
    </section>
  )
}

function DepartmentDrawer({ department, onClose, t }: { department: Department | null; onClose: () => void; t: PeopleLabels }) {
  const { siteId } = useSession()
  const { message } = App.useApp()
  const create = useSend(people.createDepartment)
  const update = useSend(people.updateDepartment)
  const [name, setName] = useState(department?.name ?? '')
  const [headId, setHeadId] = useState<string | null>(department?.head?.id ?? null)
  const [memberIds, setMemberIds] = useState(() => department?.members.map(m => m.id) ?? [])
  const fault = create.error ?? update.error
  const { options, loading } = usePersonOptions(p => p.active || memberIds.includes(p.id))
  const submit = async () => {
    if (name.trim() === '') return
    const done = department
      ? await update
          .mutateAsync({
            params: { siteId, id: department.id },
            body: { name: name.trim(), headId, memberIds, version: department.version },
          })
          .catch(() => null)
      : await create
          .mutateAsync({ params: { siteId }, body: { name: name.trim(), ...(headId ? { headId } : {}), memberIds } })
          .catch(() => null)
    if (!done) return
    void message.success(t('saved'))
    onClose()
  }
  return (
    <Drawer
      open
      size={480}
      title={department ? t('departmentTitle', { name: department.name }) : t('newDepartment')}
      onClose={onClose}
      mask={{ closable: false }}
      footer={
        <Button
          type="primary"
          disabled={name.trim() === ''}
          loading={create.isPending || update.isPending}
          onClick={() => void submit()}
        >
          {t(department ? 'save' : 'add')}
        </Button>
      }
    >
      <form
        className="ss-people-form"
        onSubmit={e => {
          e.preventDefault()
          void submit()
        }}
      >
        <label htmlFor="department-name">{t('departmentName')}</label>
        <Input id="department-name" value={name} maxLength={60} onChange={e => setName(e.target.value)} />
        <label htmlFor="department-head">{t('head')}</label>
        <Select
          id="department-head"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          value={headId}
          options={options}
          loading={loading}
          onChange={id => setHeadId(id ?? null)}
        />
        <label htmlFor="department-members">{t('members')}</label>
        <Select
          id="department-members"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={memberIds}
          options={options}
          loading={loading}
          onChange={setMemberIds}
        />
        {fault && <FaultNote fault={fault} inline />}
        <button type="submit" hidden />
      </form>
    </Drawer>
  )
}
