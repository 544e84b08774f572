import { type Definition, definitions, definitionsEn } from '@sansheng/contract/compliance-definitions.ts'
import { Drawer } from 'antd'
import { shownLanguage } from '../../app/language.ts'
import { useNarrow } from '../../ui/sheet.tsx'

/** What each figure means, in words. */
export function Meanings({ open, onClose, title }: { open: boolean; onClose: () => void; title: string }) {
  const phone = useNarrow(768)
  return (
    <Drawer open={open} onClose={onClose} title={title} placement={phone ? 'bottom' : 'right'} size={phone ? '86dvh' : 440}>
      <MeaningList of={Object.keys(definitions) as Definition[]} />
    </Drawer>
  )
}

export function MeaningList({ of }: { of: readonly Definition[] }) {
  const words = shownLanguage() === 'en' ? definitionsEn : definitions
  return (
    <dl className="ss-meanings ss-13">
      {of.map(key => (
        <div key={key}>
          <dt>{words[key][0]}</dt>
          <dd className="ss-2">{words[key][1]}</dd>
        </div>
      ))}
    </dl>
  )
}
