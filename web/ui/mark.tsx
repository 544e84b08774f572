import type { ReactNode } from 'react'
import './mark.css'

/** A small word on a ground, in a tone that is readable in light and dark; the word says it, the tone only helps. */
export function Mark({ tone = 'plain', children, title }: { tone?: MarkTone; children: ReactNode; title?: string }) {
  return (
    <span className={`ss-tone ss-tone-${tone}`} title={title}>
      {children}
    </span>
  )
}
export type MarkTone = 'plain' | 'accent' | 'ample' | 'met' | 'soon' | 'over' | 'paused'
