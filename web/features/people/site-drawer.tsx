import { people, type Site } from '@sansheng/contract/people.ts'
import { areaCodePattern } from '@sansheng/contract/phone.ts'
import { facts } from '@sansheng/rulebook/vocabulary'
import { App, Button, Checkbox, Drawer, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { assignableRoles } from '../../ui/role-labels.ts'
import { FaultNote } from '../../ui/states.tsx'
import { roleWord, siteKindWord } from '../../ui/vocabulary-labels.ts'
import type { PeopleLabels } from './labels.ts'

const siteKinds = Object.keys(facts.site.fields.kind.values) as Site['kind'][]

/** Name and kind of a site, how its forms are masked, and how its people sign in. */
export function SiteDrawer({ site, onClose, t }: { site: Site; onClose: () => void; t: PeopleLabels }) {
  const { message } = App.useApp()
  const update = useSend(people.updateSite)
  const [name, setName] = useState(site.name)
  const [kind, setKind] = useState(site.kind)
  const [maskedForms, setMaskedForms] = useState(site.maskedForms)
  const [secondFactorRoles, setRoles] = useState(site.secondFactorRoles)
  const [stepUpMinutes, setMinutes] = useState(site.stepUpMinutes)
  const [areaCode, setAreaCode] = useState(site.areaCode)
  const isCode = areaCode === '' || new RegExp(areaCodePattern).test(areaCode)
  const submit = async () => {
    if (name.trim() === '' || !isCode) return
    const isSame = JSON.stringify(secondFactorRoles) === JSON.stringify(site.secondFactorRoles)
    const body = {
      name: name.trim(),
      kind,
      areaCode,
      maskedForms,
      ...(isSame ? {} : { secondFactorRoles }),
      ...(stepUpMinutes === site.stepUpMinutes ? {} : { stepUpMinutes }),
      version: site.version,
    }
    const done = await update.mutateAsync({ params: { siteId: site.id }, body }).catch(() => null)
    if (!done) return
    void message.success(t('saved'))
    onClose()
  }
  return (
    <Drawer
      open
      size={420}
      title={t('siteTitle', { name: site.name })}
      onClose={onClose}
      footer={
        <Button type="primary" disabled={name.trim() === '' || !isCode} loading={update.isPending} onClick={() => void submit()}>
          {t('save')}
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
        <label htmlFor="site-name">{t('siteName')}</label>
        <Input id="site-name" value={name} maxLength={80} onChange={e => setName(e.target.value)} />
        <label htmlFor="site-kind">{t('kind')}</label>
        <Select
          id="site-kind"
          value={kind}
          options={siteKinds.map(value => ({ value, label: siteKindWord(value) }))}
          onChange={setKind}
        />
        <label htmlFor="site-area">{t('areaCode')}</label>
        <Input
          id="site-area"
          value={areaCode}
          maxLength={4}
          inputMode="numeric"
          placeholder="0512"
          status={isCode ? '' : 'error'}
          aria-invalid={!isCode}
          aria-describedby="site-area-hint"
          onChange={e => setAreaCode(e.target.value.trim())}
        />
        <p id="site-area-hint" className="ss-13 ss-3">
          {t('areaCodeHint')}
        </p>
        <Checkbox checked={maskedForms} onChange={e => setMaskedForms(e.target.checked)}>
          {t('maskedForms')}
        </Checkbox>
        <p className="ss-13 ss-3">{t('maskedFormsHint')}</p>
        <h3 className="ss-h">{t('signIn')}</h3>
        <label htmlFor="site-factor">{t('secondFactorRoles')}</label>
        <Select
          id="site-factor"
          mode="multiple"
          value={secondFactorRoles}
          placeholder={t('noRoles')}
          options={assignableRoles.map(value => ({ value, label: roleWord(value) }))}
          onChange={setRoles}
        />
        <p className="ss-13 ss-3">{t('secondFactorRolesHint')}</p>
        <label htmlFor="site-step-up">{t('stepUpMinutes')}</label>
        <InputNumber
          id="site-step-up"
          value={stepUpMinutes}
          min={1}
          max={720}
          precision={0}
          onChange={value => setMinutes(value ?? site.stepUpMinutes)}
        />
        <p className="ss-13 ss-3">{t('stepUpMinutesHint')}</p>
        {update.error && <FaultNote fault={update.error} inline />}
        <button type="submit" hidden />
      </form>
    </Drawer>
  )
}
