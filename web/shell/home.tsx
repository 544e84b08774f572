import { Navigate } from '@tanstack/react-router'
import { useNavigation } from '../app/feature-context.tsx'
import { useShellLabels } from '../app/labels.ts'
import { useSession } from '../app/session.tsx'
import { Empty } from '../ui/states.tsx'

/** The address without a path: leads to the screen where somebody of this role begins, else to the first entry that he may use. */
export function Home() {
  const t = useShellLabels()
  const { me, siteId } = useSession()
  const entries = useNavigation('rail')
  const roles = me.sites.find(({ site }) => site.id === siteId)?.roles ?? []
  const first = entries.find(({ firstFor }) => firstFor?.some(role => roles.includes(role))) ?? entries[0]
  if (!first) return <Empty text={me.sites.length === 0 ? t('noSite') : t('noEntry')} />
  return <Navigate to={first.to} replace />
}
