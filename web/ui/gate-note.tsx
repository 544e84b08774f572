/** A gate that is shut: the clause, what is missing in words, and for whoever may, a way through with a reason. */
import type { GateDenied, GateViolation, Override } from '@sansheng/contract/clocks.ts'
import { Button, Input } from 'antd'
import { LockKeyhole } from 'lucide-react'
import { useId, useState } from 'react'
import type { CallFault } from '../app/call.ts'
import { useShellLabels } from '../app/labels.ts'
import { ClauseLink } from './clause-link.tsx'
import './gate-note.css'
import { labelled, quoted } from '../app/punctuation.ts'
import { factWord } from './vocabulary-labels.ts'

const deniedOf = (fault: CallFault): GateDenied | null =>
  fault.code === 'gate.denied' && fault.detail !== null && typeof fault.detail === 'object' ? (fault.detail as GateDenied) : null

type GateNoteProps = { fault: CallFault; busy?: boolean; onOverride?: (override: Override) => void }
export function GateNote({ fault, busy = false, onOverride }: GateNoteProps) {
  const t = useShellLabels()
  const id = useId()
  const [reason, setReason] = useState('')
  const denied = deniedOf(fault)
  return (
    <div className="ss-gate" role="alert">
      <LockKeyhole size={18} strokeWidth={1.75} />
      <div className="ss-grow">
        <p>{fault.message}</p>
        <Violations violations={denied?.violations ?? []} />
        {denied?.overridable && onOverride && (
          <form
            className="ss-row ss-wrap"
            onSubmit={e => {
              e.preventDefault()
              if (reason.trim().length < 2) return
              onOverride({ reason: reason.trim(), rules: [...denied.passed, ...denied.violations.map(v => v.ruleId)] })
            }}
          >
            <label htmlFor={id} className="ss-12">
              {t('overrideReason')}
            </label>
            <Input id={id} className="ss-grow" value={reason} maxLength={500} onChange={e => setReason(e.target.value)} />
            <Button htmlType="submit" danger loading={busy} disabled={reason.trim().length < 2}>
              {t('overrideDo')}
            </Button>
          </form>
        )}
      </div>
    </div>
  )
}

/** What a gate refuses: each clause with what is missing, or what is over its limit. */
export function Violations({ violations }: { violations: readonly GateViolation[] }) {
  const t = useShellLabels()
  return (
    <ul>
      {violations.map(violation => (
        <li key={violation.ruleId}>
          <ClauseLink clause={violation.clause} /> <span className="ss-song">{violation.clause.title}</span>
          {violation.missing.length > 0 && (
            <span>{labelled('', `${t('missing')}${quoted(violation.missing.map(factWord))}`)}</span>
          )}
          {violation.max !== null && <span>{labelled('', t('over', { count: violation.count ?? 0, max: violation.max }))}</span>}
        </li>
      ))}
    </ul>
  )
}
