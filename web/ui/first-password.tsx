import './first-password.css'
import { CopyAndPrint } from './copy-and-print.tsx'
import { useFirstPasswordLabels } from './first-password-labels.ts'

export type FirstPassword = { name: string; staffNumber: string; password: string }

/** First passwords as they are shown once, to be copied or printed. */
export function FirstPasswords({ list }: { list: FirstPassword[] }) {
  const t = useFirstPasswordLabels()
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
        <CopyAndPrint text={list.map(p => `${p.name}\t${p.staffNumber}\t${p.password}`).join('\n')} />
      </div>
    </section>
  )
}
