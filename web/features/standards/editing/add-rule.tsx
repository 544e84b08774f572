import { type Kind, kinds, nameOf } from '@sansheng/rulebook/vocabulary'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { listed } from '../../../app/punctuation.ts'
import { KindIcon } from '../../../ui/kind-tag.tsx'
import { formOf } from './block-edit.ts'
import type { Known } from './choice.ts'
import { kindWords } from './kind-labels.ts'
import type { EditingLabels } from './labels.ts'
import { RuleForm } from './rule-form.tsx'
import { freeId, plain, skeletonOf } from './skeletons.ts'

/** A new rule under a clause: first what it is to do, in words, then what it cannot be without. */
export function AddRule({
  clause,
  known,
  onAdd,
  onClose,
  t,
}: {
  clause: string
  known: Known
  onAdd: (text: string) => void
  onClose: () => void
  t: EditingLabels
}) {
  const [kind, setKind] = useState<Kind | null>(null)
  const [text, setText] = useState('')
  const choose = (chosen: Kind) => {
    setKind(chosen)
    setText(`规则: ${nameOf(kinds, chosen, 'zh')}\n编号: ${freeId(known.rules.map(rule => rule.id))}`)
  }
  const usual = kind ? formOf(plain(skeletonOf(kind, 'rule'))).fields.flatMap(f => (f.rows ? [f.key] : [])) : []
  const missing = formOf(text).fields.filter(f => f.required && f.lines.length === 0)
  return (
    <Modal
      open
      width={680}
      title={kind ? t('addOf', { name: kindWords(kind).name, clause }) : t('addTo', { clause })}
      onCancel={onClose}
      footer={
        kind && (
          <div className="ss-row ss-wrap">
            <span className="ss-12 ss-3 ss-grow">
              {missing.length > 0 && t('missing', { names: listed(missing.map(f => f.name)) })}
            </span>
            <Button onClick={() => setKind(null)}>{t('otherKind')}</Button>
            <Button type="primary" disabled={missing.length > 0} onClick={() => onAdd(text)}>
              {t('addThis')}
            </Button>
          </div>
        )
      }
    >
      {kind ? (
        <>
          <p className="ss-13 ss-2">{kindWords(kind).for}</p>
          <RuleForm text={text} firstLine={1} problems={[]} known={known} open={usual} onChange={setText} t={t} />
        </>
      ) : (
        <div className="ss-kind-list">
          {(Object.keys(kinds) as Kind[]).map(one => (
            <button key={one} type="button" onClick={() => choose(one)}>
              <span className="ss-row">
                <KindIcon kind={one} /> <b>{kindWords(one).name}</b>
              </span>
              <span className="ss-12 ss-2">{kindWords(one).for}</span>
            </button>
          ))}
        </div>
      )}
    </Modal>
  )
}
