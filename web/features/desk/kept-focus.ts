/** Where the focus goes when what had it goes away: to the nearest thing around it that is left, never to the page itself. */
import { type RefObject, useEffect } from 'react'

const focusable =
  'button:not(:disabled):not([tabindex="-1"]), input:not(:disabled), textarea:not(:disabled), a[href], [tabindex="0"]'

export function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = box.current
    if (!root) return
    let last: HTMLElement | null = null
    let around: HTMLElement[] = []
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      last = target
      around = []
      for (let at = target.parentElement; at && at !== root; at = at.parentElement) around.push(at)
    }
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return
      last = null
      const left = [...around.filter(one => one.isConnected), root]
      left
        .map(one => one.querySelector<HTMLElement>(focusable))
        .find(one => one !== null)
        ?.focus()
    })
    root.addEventListener('focusin', remember)
    observer.observe(root, { childList: true, subtree: true })
    return () => {
      root.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [box])
}
