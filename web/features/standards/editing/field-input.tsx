import { qualifiers } from '@sansheng/rulebook/document'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { nameOf } from '@sansheng/rulebook/vocabulary'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { Field } from './block-edit.ts'
import type { Known } from './choice.ts'
import { pickedOf, shapeOf, writtenOf } from './field-values.ts'
import type { EditingLabels } from './labels.ts'
import { valueCompletions } from './value-completions.ts'

type Props = {
  id: string
  field: Field
  locale: Locale
  known: Known
  describedBy: string
  onWrite: (lines: string[]) => void
  t: EditingLabels
}

/** The field that fits the type of a key. What cannot be chosen stays as it was written. */
export function FieldInput(props: Props) {
  const { id, field, describedBy, onWrite } = props
  const shape = shapeOf(field.spec.type)
  if (shape === 'one') return <One {...props} />
  if (shape === 'many' || shape === 'qualified') return <Many {...props} qualified={shape === 'qualified'} />
  if (shape === 'date')
    return (
      <input
        id={id}
        type="date"
        className="ss-date"
        aria-describedby={describedBy}
        value={field.lines[0] ?? ''}
        onChange={e => onWrite(e.target.value ? [e.target.value] : [])}
      />
    )
  return <Words {...props} tall={shape !== 'line'} />
}

function choicesOf({ field, locale, known }: Props) {
  const completion = valueCompletions[field.spec.type]?.('', locale, known)
  return (completion?.choices ?? [])
    .filter(c => !c.more)
    .map(c => ({ value: c.label, label: c.label, search: `${c.label} ${c.detail ?? ''} ${c.info ?? ''}` }))
}

function One(props: Props) {
  const { id, field, describedBy, onWrite, t } = props
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      value={field.lines[0] ?? null}
      placeholder={t('choose')}
      allowClear={!field.required}
      showSearch={{ optionFilterProp: 'search' }}
      options={choicesOf(props)}
      onChange={(value: string | null | undefined) => onWrite(value ? [value] : [])}
    />
  )
}

function Many(props: Props & { qualified: boolean }) {
  const { id, field, locale, describedBy, onWrite, qualified, t } = props
  const picked = pickedOf(field.lines, qualified)
  const list = field.spec.type === 'finish' ? (['all', 'any'] as const) : (['last', 'any'] as const)
  return (
    <div className="ss-row">
      {qualified && picked.words.length > 1 && (
        <Select
          aria-label={t('which', { name: field.name })}
          value={picked.qualifier || nameOf(qualifiers, 'any', locale)}
          options={list.map(key => ({ value: nameOf(qualifiers, key, locale), label: nameOf(qualifiers, key, locale) }))}
          onChange={(word: string) =>
            onWrite(writtenOf({ ...picked, qualifier: word === nameOf(qualifiers, 'any', locale) ? '' : word }))
          }
        />
      )}
      <Select
        id={id}
        className="ss-grow"
        mode="multiple"
        aria-describedby={describedBy}
        value={picked.words}
        placeholder={t('choose')}
        showSearch={{ optionFilterProp: 'search' }}
        options={choicesOf(props)}
        onChange={(words: string[]) => onWrite(writtenOf({ qualifier: words.length > 1 ? picked.qualifier : '', words }))}
      />
    </div>
  )
}

/** Free words: what is being typed stays as typed until the text says something else. */
function Words({ id, field, describedBy, onWrite, tall, t }: Props & { tall: boolean }) {
  const written = field.lines.join('\n')
  const [typed, setTyped] = useState({ words: written, as: written })
  const value = typed.as === written ? typed.words : written
  const change = (words: string) => {
    const lines = words
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
    setTyped({ words, as: lines.join('\n') })
    onWrite(lines)
  }
  return tall ? (
    <Input.TextArea
      id={id}
      aria-describedby={describedBy}
      value={value}
      autoSize={{ minRows: 1, maxRows: 12 }}
      placeholder={t('oneALine')}
      onChange={e => change(e.target.value)}
    />
  ) : (
    <Input id={id} aria-describedby={describedBy} value={value} onChange={e => change(e.target.value)} />
  )
}
