import { people, type Site } from '@sansheng/contract/people.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Shown } from '../../ui/states.tsx'
import { siteKindWord } from '../../ui/vocabulary-labels.ts'
import type { PeopleLabels } from './labels.ts'
import { SiteDrawer } from './site-drawer.tsx'

export function Sites({ t }: { t: PeopleLabels }) {
  const { can, me } = useSession()
  const read = useCall(people.listSites, {})
  const units = useCall(people.listUnits, {}, { enabled: can('people:read') })
  const [open, setOpen] = useState<Site | null>(null)
  const unitOf = (id: string) => units.data?.items.find(u => u.id === id)?.name ?? ''
  return (
    <section aria-label={t('sites')} className="ss-col">
      {me.permissions.includes('people:manage') && (
        <div className="ss-row ss-people-bar">
          <span className="ss-grow" />
          <Link to="/welcome" className="ss-people-link">
            <Plus size={16} aria-hidden="true" /> {t('addSite')}
          </Link>
        </div>
      )}
      <Shown of={read}>
        {({ items }) => (
          <ul className="ss-people-cards">
            {items.map(s => (
              <li key={s.id} className="ss-sheet">
                <div className="ss-row">
                  <h2 className="ss-grow ss-el" title={s.name}>
                    {s.name}
                  </h2>
                  <span className="ss-num ss-3">{s.code}</span>
                  {can('people:manage') && (
                    <Button size="small" aria-label={t('editOf', { name: s.name })} onClick={() => setOpen(s)}>
                      {t('edit')}
                    </Button>
                  )}
                </div>
                <p className="ss-13 ss-2">
                  {unitOf(s.unitId)} · {siteKindWord(s.kind)}
                </p>
                <p>
                  <span className="ss-song">
                    {s.standard ? t('standardIs', { title: s.standard.title, version: s.standard.version }) : t('noStandard')}
                  </span>{' '}
                  {s.standard?.trial && <Mark tone="paused">{t('trial')}</Mark>}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {open && <SiteDrawer site={open} onClose={() => setOpen(null)} t={t} />}
    </section>
  )
}
