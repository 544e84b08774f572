/** The key of an action, shown on its button: `Ctrl ↵`. Screen readers are told by `aria-keyshortcuts` on the button. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className="ss-kbd" aria-hidden="true">
      {children}
    </span>
  )
}
