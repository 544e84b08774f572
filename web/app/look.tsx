/** Light or dark, normal or large: chosen per browser. */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

type Look = {
  theme: 'light' | 'dark'
  size: 'normal' | 'large'
  setTheme(t: 'light' | 'dark'): void
  setSize(s: 'normal' | 'large'): void
}
const LookContext = createContext<Look | null>(null)
export const useLook = (): Look => useContext(LookContext)!

function systemTheme(): 'light' | 'dark' {
  return typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function LookProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<'light' | 'dark'>(
    () => (localStorage.getItem('sansheng.theme') as 'light' | 'dark' | null) ?? systemTheme(),
  )
  const [size, setSize] = useState<'normal' | 'large'>(
    () => (localStorage.getItem('sansheng.size') as 'normal' | 'large' | null) ?? 'normal',
  )
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.dataset.size = size
  }, [theme, size])
  const keep =
    <T extends string>(name: string, set: (v: T) => void) =>
    (value: T) => {
      localStorage.setItem(`sansheng.${name}`, value)
      set(value)
    }
  return (
    <LookContext.Provider
      value={{
        theme,
        size,
        setTheme: keep<'light' | 'dark'>('theme', setTheme),
        setSize: keep<'normal' | 'large'>('size', setSize),
      }}
    >
      {children}
    </LookContext.Provider>
  )
}
