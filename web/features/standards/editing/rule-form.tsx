import type { Checked } from '@sansheng/contract/standards.ts'
import type { Key } from '@sansheng/rulebook/document'
import { Select } from 'antd'
import { useId, useMemo, useState } from 'react'
import { type Field, formOf, writeField } from './block-edit.ts'
import type { Known } from './choice.ts'
import { FieldInput } from './field-input.tsx'
import './rule-form.css'
import { shownLanguage } from '../../../app/language.ts'
import { kindWord } from '../../../ui/vocabulary-labels.ts'
import type { EditingLabels } from './labels.ts'

type Problem = Checked['problems'][number]

/** The block under the caret as fields. `firstLine` is the line of the document, from 1, on which the text of the block begins. */
export function RuleForm({
  text,
  firstLine,
  problems,
  known,
  open = none,
  onChange,
  t,
}: {
  text: string
  firstLine: number
  problems: Problem[]
  known: Known
  /** Keys that are shown even while they are empty. */
  open?: readonly Key[]
  onChange: (text: string) => void
  t: EditingLabels
}) {
  const form = useMemo(() => formOf(text), [text])
  const [opened, setOpened] = useState<readonly Key[]>(open)
  const prefix = useId()
  if (!form.kind) return <p className="ss-13 ss-2">{t('noKind')}</p>
  const shown = form.fields.filter(f => f.required || f.rows !== null || opened.includes(f.key))
  const rest = form.fields.filter(f => !shown.includes(f))
  const problemOf = (field: Field) =>
    problems.find(p => field.rows && p.line >= firstLine + field.rows.from && p.line <= firstLine + field.rows.to)
  return (
    <div className="ss-rule-form">
      {shown.map(field => (
        <FieldRow
          key={field.key}
          id={`${prefix}-${field.key}`}
          field={field}
          locale={form.locale}
          problem={problemOf(field)}
          known={known}
          onWrite={lines => {
            // an emptied field stays where it is until somebody leaves the rule
            if (lines.length === 0) setOpened(before => [...before, field.key])
            onChange(writeField(text, field.key, lines))
          }}
          t={t}
        />
      ))}
      {rest.length > 0 && (
        <Select
          aria-label={t('addKey')}
          placeholder={t('addKey')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={rest.map(f => ({ value: f.key, label: f.name, help: f.spec.help[shownLanguage()] }))}
          optionRender={option => (
            <>
              {option.label} <span className="ss-12 ss-3">{(option.data as { help: string }).help}</span>
            </>
          )}
          onSelect={(key: Key | null) => key && setOpened(before => [...before, key])}
        />
      )}
      <p className="ss-12 ss-3">{t('formFoot', { kind: kindWord(form.kind) })}</p>
    </div>
  )
}

const none: readonly Key[] = []

function FieldRow({
  id,
  field,
  locale,
  problem,
  known,
  onWrite,
  t,
}: {
  id: string
  field: Field
  locale: 'zh' | 'en'
  problem: Problem | undefined
  known: Known
  onWrite: (lines: string[]) => void
  t: EditingLabels
}) {
  return (
    <div className="ss-rule-field">
      <label htmlFor={id}>
        {field.name}
        {field.required && <i className="ss-12 ss-3"> {t('required')}</i>}
      </label>
      <FieldInput id={id} field={field} locale={locale} known={known} describedBy={`${id}-help`} onWrite={onWrite} t={t} />
      <p id={`${id}-help`} className={`ss-12 ${problem ? `ss-say-${problem.severity}` : 'ss-3'}`}>
        {problem ? problem.message : field.spec.help[shownLanguage()]}
      </p>
    </div>
  )
}
