import { type Person, people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { App, Button, Drawer, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { type FirstPassword, FirstPasswords } from '../../ui/first-password.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { GrantFields, type GrantPlan } from './grant-fields.tsx'
import type { PeopleLabels } from './labels.ts'

type Draft = BodyOf<typeof people.createPerson>

/** Adds a person or changes one. A refusal keeps what was typed; a first password is shown once. */
export function PersonDrawer({ person, onClose, t }: { person: Person | null; onClose: () => void; t: PeopleLabels }) {
  const { siteId } = useSession()
  const { message, modal } = App.useApp()
  const create = useSend(people.createPerson)
  const update = useSend(people.updatePerson)
  const reset = useSend(people.resetPassword)
  const departments = useCall(people.listDepartments, { params: { siteId } }, { enabled: person === null })
  const [name, setName] = useState(person?.name ?? '')
  const [staffNumber, setStaffNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [active, setActive] = useState(person?.active ?? true)
  const [probation, setProbation] = useState(person?.probation ?? false)
  const [grants, setGrants] = useState<GrantPlan[]>(() =>
    person
      ? person.grants.map((g, key) => ({ key, role: g.role, scope: g.scope, siteId: g.siteId, unitId: g.unitId }))
      : [{ key: 0, role: 'agent', scope: 'site', siteId, unitId: null }],
  )
  const [departmentIds, setDepartmentIds] = useState<string[]>([])
  const [asked, setAsked] = useState(false)
  const [first, setFirst] = useState<FirstPassword | null>(null)
  const fault = create.error ?? update.error ?? reset.error
  const missing =
    name.trim() === ''
      ? t('required', { what: t('name') })
      : person === null && staffNumber === ''
        ? t('required', { what: t('staffNumber') })
        : grants.length === 0
          ? t('grantsMissing')
          : null

  const submit = async () => {
    setAsked(true)
    if (missing) return
    const drafts: Draft['grants'] = grants.map(({ role, scope, siteId: site, unitId }) => ({
      role,
      scope,
      ...(scope === 'all' || scope === 'unit' || site === null ? {} : { siteId: site }),
      ...(scope === 'unit' && unitId !== null ? { unitId } : {}),
    }))
    const given = phone.trim() === '' ? {} : { phone: phone.trim() }
    if (person === null) {
      const body: Draft = { staffNumber, name: name.trim(), ...given, probation, grants: drafts, departmentIds }
      const done = await create.mutateAsync({ params: { siteId }, body }).catch(() => null)
      if (done) setFirst({ name: done.person.name, staffNumber: done.person.staffNumber, password: done.firstPassword })
      return
    }
    const changed = JSON.stringify(drafts) !== JSON.stringify(draftsOf(person))
    const body = {
      name: name.trim(),
      ...given,
      active,
      probation,
      ...(changed ? { grants: drafts } : {}),
      version: person.version,
    }
    const done = await update.mutateAsync({ params: { siteId, id: person.id }, body }).catch(() => null)
    if (!done) return
    void message.success(t('saved'))
    onClose()
  }
  const resetPassword = (of: Person) =>
    void modal.confirm({
      title: t('resetAsk', { name: of.name }),
      content: t('resetText'),
      okText: t('reset'),
      onOk: () =>
        reset
          .mutateAsync({ params: { siteId, id: of.id } })
          .then(done => setFirst({ name: of.name, staffNumber: of.staffNumber, password: done.firstPassword }))
          .catch(() => undefined),
    })

  if (first)
    return (
      <Drawer open size={520} title={t('newPasswordOf', { name: first.name })} onClose={onClose} mask={{ closable: false }}>
        <FirstPasswords list={[first]} />
        <Button type="primary" style={{ marginTop: 16 }} onClick={onClose}>
          {t('close')}
        </Button>
      </Drawer>
    )
  return (
    <Drawer
      open
      size={520}
      title={person ? t('personTitle', { name: person.name }) : t('newPerson')}
      onClose={onClose}
      mask={{ closable: false }}
      footer={
        <div className="ss-row">
          {person && (
            <Button loading={reset.isPending} onClick={() => resetPassword(person)}>
              {t('reset')}
            </Button>
          )}
          <span className="ss-grow" />
          <Button type="primary" loading={create.isPending || update.isPending} onClick={() => void submit()}>
            {t(person ? 'save' : 'add')}
          </Button>
        </div>
      }
    >
      <form
        className="ss-people-form"
        onSubmit={e => {
          e.preventDefault()
          void submit()
        }}
      >
        <label htmlFor="person-name">{t('name')}</label>
        <Input id="person-name" value={name} maxLength={60} autoFocus={person === null} onChange={e => setName(e.target.value)} />
        <label htmlFor="person-number">{t('staffNumber')}</label>
        <Input
          id="person-number"
          value={person?.staffNumber ?? staffNumber}
          disabled={person !== null}
          maxLength={32}
          onChange={e => setStaffNumber(e.target.value.trim())}
        />
        <label htmlFor="person-phone">{t('phone')}</label>
        <div>
          <Input id="person-phone" value={phone} maxLength={32} inputMode="tel" onChange={e => setPhone(e.target.value)} />
          {person?.phoneMasked && <span className="ss-12 ss-3">{t('phoneHint', { phone: person.phoneMasked })}</span>}
        </div>
        <span>{t('grants')}</span>
        <GrantFields grants={grants} onChange={setGrants} t={t} />
        {person === null && (
          <>
            <label htmlFor="person-departments">{t('inDepartments')}</label>
            <Select
              id="person-departments"
              mode="multiple"
              value={departmentIds}
              loading={departments.isPending}
              options={departments.data?.items.map(d => ({ value: d.id, label: d.name })) ?? []}
              optionFilterProp="label"
              onChange={setDepartmentIds}
            />
          </>
        )}
        <label htmlFor="person-probation">{t('probation')}</label>
        <div className="ss-row">
          <Switch id="person-probation" checked={probation} onChange={setProbation} />
          <span className="ss-12 ss-3">{t('probationHint')}</span>
        </div>
        {person && (
          <>
            <label htmlFor="person-active">{t('active')}</label>
            <div className="ss-row">
              <Switch id="person-active" checked={active} onChange={setActive} />
              <span className="ss-12 ss-3">{t('activeHint')}</span>
            </div>
          </>
        )}
        {asked && missing && (
          <p role="alert" className="ss-people-wrong">
            {missing}
          </p>
        )}
        {fault && <FaultNote fault={fault} inline />}
        <button type="submit" hidden />
      </form>
    </Drawer>
  )
}

const draftsOf = (person: Person) =>
  person.grants.map(({ role, scope, siteId, unitId }) => ({
    role,
    scope,
    ...(scope === 'all' || scope === 'unit' || siteId === null ? {} : { siteId }),
    ...(scope === 'unit' && unitId !== null ? { unitId } : {}),
  }))
