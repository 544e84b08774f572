/** Loading, empty, wrong: every screen says which, and what to do. */
import { Button, Spin } from 'antd'
import { CircleAlert, Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CallFault } from '../app/call.ts'
import { useShellLabels } from '../app/labels.ts'
import './states.css'

export function Loading({ label }: { label?: string }) {
  const t = useShellLabels()
  return (
    <div className="ss-state" role="status">
      <Spin />
      <span className="ss-3">{label ?? t('loading')}</span>
    </div>
  )
}

export function Empty({ text, children, icon }: { text?: string; children?: ReactNode; icon?: ReactNode }) {
  const t = useShellLabels()
  return (
    <div className="ss-state">
      <span className="ss-3">{icon ?? <Inbox size={28} strokeWidth={1.5} />}</span>
      <p className="ss-2">{text ?? t('emptyDefault')}</p>
      {children}
    </div>
  )
}

/** A refusal with its sentence, the fields that were wrong, and a way on. */
export function FaultNote({ fault, onRetry, inline = false }: { fault: CallFault; onRetry?: () => void; inline?: boolean }) {
  const t = useShellLabels()
  return (
    <div className={inline ? 'ss-fault' : 'ss-state ss-fault'} role="alert">
      <CircleAlert size={inline ? 18 : 26} strokeWidth={1.75} />
      <div>
        <p>{fault.message}</p>
        {fault.fields.length > 0 && (
          <ul>
            {fault.fields.map(f => (
              <li key={f.path}>{f.message}</li>
            ))}
          </ul>
        )}
        {fault.code === 'internal' && fault.requestId && <p className="ss-12">{t('requestId', { id: fault.requestId })}</p>}
      </div>
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  )
}

type Read<T> = { data: T | undefined; error: CallFault | null; isPending: boolean; refetch(): unknown }
/** Shows the data of a read, or the state in which it is. Data that is there stays while it is read anew. */
export function Shown<T>({ of, children, empty }: { of: Read<T>; children: (data: T) => ReactNode; empty?: ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data) ?? empty}</>
  if (of.error) return <FaultNote fault={of.error} onRetry={() => of.refetch()} />
  return <Loading />
}
