import type { Person } from '@sansheng/contract/people.ts'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { FirstPasswords } from '../../ui/first-password.tsx'
import { FaultNote } from '../../ui/states.tsx'
import type { PeopleLabels } from './labels.ts'
import { PersonFields } from './person-fields.tsx'
import { missingIn, usePersonRoutes, valuesOf } from './person-form.ts'

/** Adds a person or changes one. A refusal keeps what was typed; a first password is shown once. */
export function PersonDrawer({ person, onClose, t }: { person: Person | null; onClose: () => void; t: PeopleLabels }) {
  const { siteId } = useSession()
  const { message, modal } = App.useApp()
  const [values, setValues] = useState(() => valuesOf(person, siteId))
  const [submitted, setSubmitted] = useState(false)
  const told = (what: string) => () => {
    void message.success(what)
    onClose()
  }
  const routes = usePersonRoutes(siteId, { onChanged: told(t('saved')), onFactorReset: told(t('resetFactorDone')) })
  const missing = missingIn(values)
  const submit = async () => {
    setSubmitted(true)
    if (missing) return
    await (person === null ? routes.add(values) : routes.change(person, values))
  }
  const confirmReset = (of: Person) =>
    void modal.confirm({
      title: t('resetAsk', { name: of.name }),
      content: t('resetText'),
      okText: t('reset'),
      onOk: () => routes.resetPassword(of),
    })
  const confirmFactorReset = (of: Person) =>
    void modal.confirm({
      title: t('resetFactorAsk', { name: of.name }),
      content: t('resetFactorText'),
      okText: t('reset'),
      onOk: () => routes.resetSecondFactor(of),
    })

  if (routes.firstPassword)
    return (
      <Drawer
        open
        size={520}
        title={t('newPasswordOf', { name: routes.firstPassword.name })}
        onClose={onClose}
        mask={{ closable: false }}
      >
        <FirstPasswords list={[routes.firstPassword]} />
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
            <Button loading={routes.resetting} onClick={() => confirmReset(person)}>
              {t('reset')}
            </Button>
          )}
          {person?.secondFactor && (
            <Button loading={routes.resettingFactor} onClick={() => confirmFactorReset(person)}>
              {t('resetFactor')}
            </Button>
          )}
          <span className="ss-grow" />
          <Button type="primary" loading={routes.saving} onClick={() => void submit()}>
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
        <PersonFields person={person} values={values} onChange={part => setValues(now => ({ ...now, ...part }))} t={t} />
        {submitted && missing && (
          <p role="alert" className="ss-people-wrong">
            {missing === 'grants' ? t('grantsMissing') : t('required', { what: t(missing) })}
          </p>
        )}
        {routes.asked && <p role="status">{t('resetAsked')}</p>}
        {routes.fault && <FaultNote fault={routes.fault} inline />}
        <button type="submit" hidden />
      </form>
    </Drawer>
  )
}
