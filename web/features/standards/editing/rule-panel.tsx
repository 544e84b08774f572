import type { Checked } from '@sansheng/contract/standards.ts'
import { readDocument } from '@sansheng/rulebook/document'
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { KindTag } from '../../../ui/kind-tag.tsx'
import { AddRule } from './add-rule.tsx'
import { endOfClause, formOf, insertedBlock } from './block-edit.ts'
import type { Known } from './choice.ts'
import { useEditingLabels } from './labels.ts'
import { ruleBlockAt } from './rule-blocks.ts'
import { RuleForm } from './rule-form.tsx'

/** The rule under the caret as a form, and a way to a new one. */
export function RulePanel({
  source,
  caret,
  problems,
  known,
  onReplace,
}: {
  source: string
  caret: number
  problems: Checked['problems']
  known: Known
  /** Writes into the text as if it were typed. */
  onReplace: (from: number, to: number, words: string, caret?: number) => void
}) {
  const t = useEditingLabels()
  const [adding, setAdding] = useState<{ at: number; clause: string } | null>(null)
  const block = useMemo(() => ruleBlockAt(source, Math.min(caret, source.length)), [source, caret])
  const text = block ? source.slice(block.from, block.to) : ''
  const head = useMemo(() => formOf(text), [text])
  const write = (next: string) => {
    if (!block || next === text) return
    // only what differs, so that the caret stays where it was
    let start = 0
    while (start < text.length && text[start] === next[start]) start++
    let end = 0
    while (end < text.length - start && end < next.length - start && text.at(-1 - end) === next.at(-1 - end)) end++
    onReplace(block.from + start, block.to - end, next.slice(start, next.length - end))
  }
  const add = () => {
    const { clauses } = readDocument(source)
    const { number, title } = clauses.filter(c => c.from <= caret).at(-1) ?? clauses[0]!
    setAdding({ at: endOfClause(source, caret), clause: `${number} ${title}`.trim() })
  }
  return (
    <section className="ss-rule-panel" aria-label={t('form')}>
      <header>
        <h2 className="ss-h">{t('form')}</h2>
        {head.kind && <KindTag kind={head.kind} />}
        <span className="ss-12 ss-3 ss-grow ss-el">{head.id}</span>
        <Button size="small" icon={<Plus size={14} />} onClick={add}>
          {t('add')}
        </Button>
      </header>
      {block ? (
        <div className="ss-rule-scroll">
          <RuleForm
            key={`${head.kind}:${block.open}`}
            text={text}
            firstLine={source.slice(0, block.from).split('\n').length}
            problems={problems}
            known={known}
            onChange={write}
            t={t}
          />
        </div>
      ) : (
        <p className="ss-13 ss-2">{t('noBlock')}</p>
      )}
      {adding && (
        <AddRule
          clause={adding.clause}
          known={known}
          onClose={() => setAdding(null)}
          onAdd={words => {
            const { insert, caret: inside } = insertedBlock(source, adding.at, words)
            onReplace(adding.at, adding.at, insert, inside)
            setAdding(null)
          }}
          t={t}
        />
      )}
    </section>
  )
}
