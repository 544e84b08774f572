import { useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { Search } from 'lucide-react'
import { type ComponentRef, useRef, useState } from 'react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useShellLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'

/** The search box of the shell: words lead to the list of tickets that contain them. */
export function SearchEverywhere() {
  const t = useShellLabels()
  const { can } = useSession()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const box = useRef<ComponentRef<typeof Input>>(null)
  useHotkeys({ 'Ctrl+k': () => box.current?.focus() })
  if (!can('tickets:read')) return null
  return (
    <form
      role="search"
      className="ss-search"
      onSubmit={e => {
        e.preventDefault()
        if (words.trim()) void navigate({ to: '/tickets', search: { q: words.trim() } })
      }}
    >
      <Input
        ref={box}
        aria-label={t('searchLabel')}
        placeholder={t('search')}
        value={words}
        maxLength={60}
        onChange={e => setWords(e.target.value)}
        prefix={<Search size={16} />}
        suffix={<span className="ss-kbd">Ctrl K</span>}
      />
    </form>
  )
}
