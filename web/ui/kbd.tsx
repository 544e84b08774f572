import { CornerDownLeft } from 'lucide-react'

/** The key of an action, shown on its button: `Ctrl ↵`. */
export function Kbd({ children }: { children: string }) {
  const [before, after] = children.split('↵')
  return (
    <span className="ss-kbd" aria-hidden="true">
      {before}
      {after !== undefined && <CornerDownLeft size={11} strokeWidth={2} />}
      {after}
    </span>
  )
}
