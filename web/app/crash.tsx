import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useShellLabels } from './labels.ts'

/** One screen that fails does not take the product with it. */
export function Crash({ error }: { error: unknown }) {
  const t = useShellLabels()
  return (
    <div className="ss-state" role="alert" style={{ minHeight: '60vh' }}>
      <h1 className="ss-title">{t('crashTitle')}</h1>
      <p className="ss-2">{t('crashText')}</p>
      <p className="ss-12 ss-3">{error instanceof Error ? error.message : String(error)}</p>
      <Button type="primary" onClick={() => location.reload()}>
        {t('retry')}
      </Button>
    </div>
  )
}

export function NotFound() {
  const t = useShellLabels()
  return (
    <div className="ss-state" style={{ minHeight: '60vh' }}>
      <h1 className="ss-title">{t('notFoundTitle')}</h1>
      <p className="ss-2">{t('notFoundText')}</p>
      <Link to="/">{t('home')}</Link>
    </div>
  )
}
