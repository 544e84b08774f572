import { Button } from 'antd'
import '../../ui/first-password.css'
import { CopyAndPrint } from '../../ui/copy-and-print.tsx'
import { useFactorLabels } from './second-factor-labels.ts'

/** Recovery codes as they are shown once, to be copied or printed. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useFactorLabels()
  return (
    <div className="ss-once">
      <h3 className="ss-h">{t('codes')}</h3>
      <p className="ss-once-note">{t('codesHint')}</p>
      <ul style={{ columns: 2, listStyle: 'none', margin: 0, padding: 0 }}>
        {codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="ss-row ss-wrap ss-no-print">
        <CopyAndPrint text={codes.join('\n')} />
        <Button type="primary" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
    </div>
  )
}
