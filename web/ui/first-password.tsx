import { App, Button } from 'antd'
import { Copy, Printer } from 'lucide-react'
import './first-password.css'
import { useFirstPasswordLabels } from './first-password-labels.ts'

export type FirstPassword = { name: string; staffNumber: string; password: string }

/** First passwords as they are shown once, to be copied or printed. */
export function FirstPasswords({ list }: { list: FirstPassword[] }) {
  const t = useFirstPasswordLabels()
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard
      .writeText(list.map(p => `${p.name}\t${p.staffNumber}\t${p.password}`).join('\n'))
      .then(() => void message.success(t('copied')))
      .catch(() => void message.error(t('notCopied')))
  return (
    <section className="ss-once" aria-label={t('password')}>
      <p className="ss-once-note">{t('once')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('staffNumber')}</th>
            <th scope="col">{t('password')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map(p => (
            <tr key={p.staffNumber}>
              <td>{p.name}</td>
              <td className="ss-num">{p.staffNumber}</td>
              <td>
                <code>{p.password}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="ss-row ss-no-print">
        <Button icon={<Copy size={15} />} onClick={copy}>
          {t('copy')}
        </Button>
        <Button icon={<Printer size={15} />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
    </section>
  )
}
