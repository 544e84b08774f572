import { type Definition, definitions } from '@sansheng/contract/compliance-definitions.ts'
import { Drawer } from 'antd'
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
  return (
    <dl className="ss-meanings ss-13">
      {of.map(key => (
        <div key={key}>
          <dt>{definitions[key][0]}</dt>
          <dd className="ss-2">{definitions[key][1]}</dd>
        </div>
      ))}
    </dl>
  )
}
