import { Button } from 'antd'
import { useSession } from '../../app/session.tsx'
import type { SlotProps } from '../../app/slots.ts'
import { useConsents } from './use-consents.ts'

/** Shown to those who may publish, or may submit because the standard asks for consent. */
export function PublishButton({
  siteId,
  label,
  kind = 'primary',
  disabled,
  mayNot = null,
  onClick,
}: SlotProps['publish-button']) {
  const { can } = useSession()
  const consents = useConsents(siteId)
  if (!can('standards:write') || !(can('standards:publish') || consents.needed)) return mayNot
  return (
    <Button {...(kind === 'primary' ? { type: 'primary' } : { size: 'small' })} disabled={disabled} onClick={onClick}>
      {label ?? consents.word}
    </Button>
  )
}
