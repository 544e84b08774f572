import { Button } from 'antd'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { Sheet } from '../../../ui/sheet.tsx'
import { useWhatIfLabels } from './labels.ts'
import { WhatIf } from './what-if.tsx'

/** Opens the simulation beside the text; what it found stays when it is closed. */
export function WhatIfButton({ siteId, source, disabled }: { siteId: number; source: string; disabled: boolean }) {
  const t = useWhatIfLabels()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<FlaskConical size={15} />} disabled={disabled} onClick={() => setOpen(true)}>
        {t('title')}
      </Button>
      {open && (
        <Sheet open onClose={() => setOpen(false)} title={t('title')} wide={false}>
          <WhatIf siteId={siteId} source={source} heading={false} />
        </Sheet>
      )}
    </>
  )
}
