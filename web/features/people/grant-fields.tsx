import { people } from '@sansheng/contract/people.ts'
import { Button, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { type AssignableRole, assignableRoles, type Scope, usualScope } from '../../ui/role-labels.ts'
import { roleWord } from '../../ui/vocabulary-labels.ts'
import type { PeopleLabels } from './labels.ts'

export type GrantPlan = { key: number; role: AssignableRole; scope: Scope; siteId: number | null; unitId: string | null }
const scopes: Scope[] = ['own', 'team', 'site', 'unit', 'all']

/** Roles with their reach; a new role gets the reach that it usually has. */
export function GrantFields({
  grants,
  onChange,
  t,
}: {
  grants: GrantPlan[]
  onChange: (grants: GrantPlan[]) => void
  t: PeopleLabels
}) {
  const { siteId, me } = useSession()
  const units = useCall(people.listUnits, {}, { staleTime: 60_000 })
  const change = (key: number, part: Partial<GrantPlan>) => onChange(grants.map(g => (g.key === key ? { ...g, ...part } : g)))
  const scoped = (scope: Scope, g: GrantPlan): Partial<GrantPlan> => ({
    scope,
    siteId: scope === 'all' || scope === 'unit' ? null : (g.siteId ?? siteId),
    unitId: scope === 'unit' ? (g.unitId ?? units.data?.items[0]?.id ?? null) : null,
  })
  return (
    <div className="ss-col">
      {grants.map(g => (
        <div key={g.key} className="ss-grant">
          <Select
            aria-label={t('role')}
            value={g.role}
            options={assignableRoles.map(value => ({ value, label: roleWord(value) }))}
            onChange={role => change(g.key, { role, ...scoped(usualScope(role), g) })}
          />
          <Select
            aria-label={t('scope')}
            value={g.scope}
            options={scopes.map(value => ({ value, label: t(`scope.${value}`) }))}
            onChange={scope => change(g.key, scoped(scope, g))}
          />
          {g.scope === 'unit' ? (
            <Select
              aria-label={t('atUnit')}
              value={g.unitId}
              options={units.data?.items.map(u => ({ value: u.id, label: u.name })) ?? []}
              onChange={unitId => change(g.key, { unitId })}
            />
          ) : g.scope === 'all' ? (
            <span />
          ) : (
            <Select
              aria-label={t('atSite')}
              value={g.siteId}
              options={me.sites.map(s => ({ value: s.site.id, label: s.site.name }))}
              onChange={site => change(g.key, { siteId: site })}
            />
          )}
          <Button
            type="text"
            icon={<Trash2 size={16} />}
            aria-label={t('removeGrant', { role: roleWord(g.role) })}
            onClick={() => onChange(grants.filter(x => x.key !== g.key))}
          />
        </div>
      ))}
      <Button
        icon={<Plus size={15} />}
        onClick={() =>
          onChange([
            ...grants,
            { key: Math.max(-1, ...grants.map(g => g.key)) + 1, role: 'agent', scope: 'site', siteId, unitId: null },
          ])
        }
      >
        {t('addGrant')}
      </Button>
    </div>
  )
}
