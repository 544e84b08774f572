import type { ClauseRef } from '@sansheng/contract/clocks.ts'
import { Link } from '@tanstack/react-router'
import './clause-link.css'

/** `§4.1`, leading to the clause in the standard. */
export function ClauseLink({ clause }: { clause: ClauseRef }) {
  return (
    <Link
      to="/standard"
      hash={clause.anchor}
      className="ss-cref"
      title={clause.title}
      aria-label={`§${clause.number} ${clause.title}`}
    >
      §{clause.number}
    </Link>
  )
}
