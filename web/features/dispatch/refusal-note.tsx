import type { Override } from '@sansheng/contract/clocks.ts'
import type { ReactNode } from 'react'
import type { CallFault } from '../../app/call.ts'
import { GateNote } from '../../ui/gate-note.tsx'
import { FaultNote } from '../../ui/states.tsx'

/** A refusal in the words of the server; a shut gate with its clause and, to whoever may, a way through. */
export function RefusalNote({ fault, onOverride }: { fault: CallFault; onOverride?: (override: Override) => void }): ReactNode {
  if (fault.code === 'gate.denied') return <GateNote fault={fault} {...(onOverride ? { onOverride } : {})} />
  return <FaultNote fault={fault} inline />
}
