import { useEffect, useRef } from 'react'

/** `Ctrl+Enter`, `Alt+1`, `F4`, `g`. Plain keys never fire while somebody types; Ctrl, Alt and F keys do. */
export function useHotkeys(keys: Record<string, (() => void) | undefined>): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = nameOf(event)
      const act = current.current[name]
      if (!act || event.isComposing) return
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/.test(event.key)
      if (plain && isTyping(event.target)) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`
}

/** A box to tick or a choice among a few takes no letters. */
const chosen = new Set(['radio', 'checkbox', 'button', 'submit'])
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !chosen.has(target.type)
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
}
