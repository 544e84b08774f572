import { App, Button } from 'antd'
import { Copy, Printer } from 'lucide-react'
import '../../ui/first-password.css'
import { useFactorLabels } from './second-factor-labels.ts'

/** Recovery codes as they are shown once, to be copied or printed. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useFactorLabels()
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard
      .writeText(codes.join('\n'))
      .then(() => void message.success(t('copied')))
      .catch(() => void message.error(t('notCopied')))
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
        <Button icon={<Copy size={15} />} onClick={copy}>
          {t('copy')}
        </Button>
        <Button icon={<Printer size={15} />} onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button type="primary" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
    </div>
  )
}
