import { useEffect, useState } from 'react'

/** A value that is typed, once it has stood still for so many milliseconds: what is asked of the server follows this one. */
export function useSettled<T>(value: T, still: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), still)
    return () => clearTimeout(timer)
  }, [value, still])
  return settled
}
