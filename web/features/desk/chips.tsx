/** A row of choices: one stop of the Tab key, arrows go from one to the next, Enter or Space picks. */
import { Check } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'

type ChipsProps<T extends string> = {
  label: string
  options: readonly { value: T; words: string }[]
  /** What is chosen: one, several, or nothing. */
  value: T | null | readonly T[]
  onPick: (value: T) => void
  small?: boolean
  disabled?: boolean
}

export function Chips<T extends string>({ label, options, value, onPick, small, disabled }: ChipsProps<T>) {
  const isOn = (one: T) => (Array.isArray(value) ? value.includes(one) : value === one)
  const [at, setAt] = useState<T | null>(null)
  // the stop is where the arrows last were, else what is chosen, else the first
  const stop = options.find(o => o.value === at) ?? options.find(o => isOn(o.value)) ?? options[0]
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const chips = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')]
    const from = chips.indexOf(document.activeElement as HTMLButtonElement)
    const to = step === 'first' ? 0 : step === 'last' ? chips.length - 1 : (from + step + chips.length) % chips.length
    chips[to]?.focus()
  }
  return (
    <div className={`ss-row ss-wrap ss-tight${small ? '' : ' ss-grow'}`} role="group" aria-label={label} onKeyDown={move}>
      {options.map(o => (
        <button
          key={o.value}
          type="button"
          className={`ss-desk-chip${small ? ' ss-small' : ''}`}
          aria-pressed={isOn(o.value)}
          tabIndex={o === stop ? 0 : -1}
          disabled={disabled}
          onFocus={() => setAt(o.value)}
          onClick={() => onPick(o.value)}
        >
          {isOn(o.value) && !small && <Check size={14} />}
          {o.words}
        </button>
      ))}
    </div>
  )
}

const steps: Record<string, number | 'first' | 'last'> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
}
