import { standards } from '@sansheng/contract/standards.ts'
import { useCall } from '../../app/call.ts'
import { listed } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { assignableRoles } from '../../ui/role-labels.ts'
import { Shown } from '../../ui/states.tsx'
import { roleWord } from '../../ui/vocabulary-labels.ts'
import type { PeopleLabels } from './labels.ts'

/** Who is told when a rule names a role; a role that nobody holds is said plainly. */
export function Recipients({ t }: { t: PeopleLabels }) {
  const { siteId } = useSession()
  const read = useCall(standards.escalations, { params: { siteId } })
  const standard = useCall(standards.get, { params: { siteId } })
  const named = (role: string, name: string) =>
    new RegExp(`(岗位|role)\\s*[:：]\\s*(${name}|${role})(?![\\w-])`, 'i').test(standard.data?.source ?? '')
  const assignable = new Set<string>(assignableRoles)
  return (
    <section aria-label={t('told')} className="ss-col">
      <p className="ss-13 ss-2">{t('toldHint')}</p>
      <Shown of={read}>
        {({ items }) => (
          <dl className="ss-sheet ss-told">
            {items.map(r => (
              <div key={r.role}>
                <dt>{roleWord(r.role)}</dt>
                <dd className={r.persons.length === 0 && assignable.has(r.role) && named(r.role, r.name) ? 'ss-told-none' : ''}>
                  {!assignable.has(r.role)
                    ? t('ofTheCase')
                    : listed(r.persons.map(p => `${p.name} ${p.staffNumber}`)) ||
                      t(named(r.role, r.name) ? 'nobody' : 'nobodyPlain')}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Shown>
    </section>
  )
}
