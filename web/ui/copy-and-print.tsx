import { App, Button } from 'antd'
import { Copy, Printer } from 'lucide-react'
import { useFirstPasswordLabels } from './first-password-labels.ts'

/** The ways to keep what is shown once: as text in the clipboard, or on paper. */
export function CopyAndPrint({ text }: { text: string }) {
  const t = useFirstPasswordLabels()
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard
      .writeText(text)
      .then(() => void message.success(t('copied')))
      .catch(() => void message.error(t('notCopied')))
  return (
    <>
      <Button icon={<Copy size={15} />} onClick={copy}>
        {t('copy')}
      </Button>
      <Button icon={<Printer size={15} />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </>
  )
}
