import type { Standard } from '@sansheng/contract/standards.ts'
import { rulesOnTrial } from '@sansheng/rulebook/document'
import { Button } from 'antd'
import { FlaskConical } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTrialLabels } from './labels.ts'
import { TrialReportBox } from './report.tsx'

/** Where a standard, or some of its rules, only record: so it says, and what they would have done. */
export function TrialNote({
  siteId,
  standard,
  whole,
}: {
  siteId: number
  standard: Standard /** What it says of a whole standard on trial. */
  whole: string
}) {
  const t = useTrialLabels()
  const [open, setOpen] = useState(false)
  const rules = useMemo(() => rulesOnTrial(standard.source).length, [standard.source])
  if (!standard.trial && rules === 0) return null
  return (
    <p className="ss-note ss-note-trial">
      <FlaskConical size={16} aria-hidden="true" />
      <span>{standard.trial ? whole : t('ruleNote', { count: rules })}</span>
      {standard.current && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('open')}
        </Button>
      )}
      {open && <TrialReportBox siteId={siteId} standard={standard} onClose={() => setOpen(false)} t={t} />}
    </p>
  )
}
