import { provider } from '@sansheng/contract/provider.ts'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type CallFault, call } from '../../app/call.ts'
import { FaultNote } from '../../ui/states.tsx'

/** Leaves for the organisation's own sign-in, and comes back to `/sign-in/provider`. */
export function ProviderButton({ label, next }: { label: string; next: string | undefined }) {
  const begin = useMutation<{ url: string }, CallFault>({
    mutationFn: () => call(provider.beginAtProvider, {}),
    onSuccess: ({ url }) => {
      sessionStorage.setItem(nextKey, next ?? '')
      window.location.assign(url)
    },
  })
  return (
    <>
      <Button size="large" block loading={begin.isPending} onClick={() => begin.mutate()}>
        {label}
      </Button>
      {begin.error && <FaultNote fault={begin.error} inline />}
    </>
  )
}

const nextKey = 'sansheng.sign-in.next'
/** Where whoever comes back goes on. */
export function takeNext(): string | undefined {
  const next = sessionStorage.getItem(nextKey) || undefined
  sessionStorage.removeItem(nextKey)
  return next
}
