import { App, Button } from 'antd'
import { Copy, Printer } from 'lucide-react'
import { catalogue } from '../app/i18n.ts'
import './first-password.css'

const useLabels = catalogue(
  'first-password',
  {
    once: '初始密码只显示这一次。请抄给本人，第一次登录时要换成自己的。',
    name: '姓名',
    staffNumber: '工号',
    password: '初始密码',
    copy: '复制',
    print: '打印',
    copied: '已复制',
    notCopied: '浏览器不许复制，请选中后手工复制。',
  },
  {
    once: 'First passwords are shown this once. Hand each to its owner, who changes it at the first sign-in.',
    name: 'Name',
    staffNumber: 'Staff number',
    password: 'First password',
    copy: 'Copy',
    print: 'Print',
    copied: 'Copied',
    notCopied: 'The browser does not allow copying; please select the text and copy it by hand.',
  },
)
export type FirstPassword = { name: string; staffNumber: string; password: string }

/** First passwords as they are shown once, to be copied or printed. */
export function FirstPasswords({ list }: { list: FirstPassword[] }) {
  const t = useLabels()
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
