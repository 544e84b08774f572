import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { withoutProposed } from '@sansheng/rulebook/document'
import { compile } from '@sansheng/rulebook/engine'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { shownLanguage } from '../../app/language.ts'
import type { HandbookLabels } from './labels.ts'

const before = '---\nstandard: x\n---\n## 1\n```规则\n'
const linesBefore = before.split('\n').length - 1

/** The text of one rule, with what is wrong with it while it is written. */
export function ChangeBlock({
  block,
  onKeep,
  onCancel,
  t,
}: {
  block: string
  onKeep: (block: string) => void
  onCancel: () => void
  t: HandbookLabels
}) {
  const [text, setText] = useState(() => withoutProposed(block))
  const { problems, sentence, unmeasured } = useMemo(() => read(text), [text])
  return (
    <form
      className="ss-handbook-change"
      onSubmit={e => {
        e.preventDefault()
        if (problems.length === 0) onKeep(text)
      }}
    >
      <Input.TextArea
        autoFocus
        aria-label={t('block')}
        value={text}
        autoSize={{ minRows: 6, maxRows: 18 }}
        status={problems.length > 0 ? 'error' : ''}
        onChange={e => setText(e.target.value)}
        onKeyDown={e => e.key === 'Escape' && onCancel()}
      />
      <ul role="status" className="ss-13">
        {problems.map(p => (
          <li key={`${p.line}:${p.column}:${p.code}`} className="ss-wrong">
            {t('lines', { line: Math.max(1, p.line - linesBefore), message: p.message[shownLanguage()] })}{' '}
            {p.suggestion && t('suggestion', { suggestion: p.suggestion })}
          </li>
        ))}
        {problems.length === 0 && <li className="ss-2">{sentence}</li>}
        {problems.length === 0 && unmeasured && <li>{t('unmeasured', { why: unmeasured })}</li>}
      </ul>
      <div className="ss-row">
        <Button type="primary" htmlType="submit" disabled={problems.length > 0}>
          {t('keepChange')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  )
}

/** Alone it knows no other rules: that one it names is missing sentence nothing here. A figure that is still open is a problem. */
function read(text: string) {
  const { problems, rules } = compile(`${before}${text}\n\`\`\`\n`, { vocabulary: productVocabulary })
  return {
    problems: problems.filter(p => p.code !== 'rule-unknown').slice(0, 5),
    sentence: rules[0]?.sentence[shownLanguage()] ?? '',
    unmeasured: rules[0]?.unmeasured?.[shownLanguage()] ?? null,
  }
}
