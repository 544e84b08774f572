import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'

/** Whether the window is at most this wide; follows it. */
export function useNarrow(below: number): boolean {
  const ask = `(width < ${below}px)`
  const [narrow, setNarrow] = useState(() => typeof matchMedia === 'function' && matchMedia(ask).matches)
  useEffect(() => {
    if (typeof matchMedia !== 'function') return
    const media = matchMedia(ask)
    const listen = () => setNarrow(media.matches)
    listen()
    media.addEventListener('change', listen)
    return () => media.removeEventListener('change', listen)
  }, [ask])
  return narrow
}

/** A side column on a wide window; below 1280 a drawer from the right, on a phone one from below. */
export function Sheet({
  open,
  onClose,
  title,
  children,
  wide = true,
}: {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** False: a drawer even on a wide window. */
  wide?: boolean
}) {
  const narrow = useNarrow(1280)
  const phone = useNarrow(768)
  if (wide && !narrow) return open ? <aside aria-label={title}>{children}</aside> : null
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '86dvh' : 420}
      styles={{ body: { padding: 12 } }}
    >
      {children}
    </Drawer>
  )
}
