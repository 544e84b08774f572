import { handbooks, LARGEST_HANDBOOK, type Proposed } from '@sansheng/contract/handbooks.ts'
import { FileText, LoaderCircle } from 'lucide-react'
import { useId, useState } from 'react'
import { type CallFault, call, isFault } from '../../app/call.ts'
import { FaultNote } from '../states.tsx'
import './handbook.css'
import type { HandbookLabels } from './labels.ts'

/** Takes a handbook and has it read; the file itself goes nowhere else. */
export function HandbookDrop({ onRead, t }: { onRead: (proposed: Proposed, name: string) => void; t: HandbookLabels }) {
  const id = useId()
  const [reading, setReading] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [fault, setFault] = useState<CallFault | null>(null)
  const [over, setOver] = useState(false)
  const take = async (file: File | undefined) => {
    setOver(false)
    if (!file || reading !== null) return
    setFault(null)
    const refusal = refuse(file, t)
    setWrong(refusal)
    if (refusal) return
    setReading(file.name)
    try {
      onRead(
        await call(handbooks.propose, { body: { name: file.name.slice(-200), contentBase64: await base64Of(file) } }),
        file.name,
      )
    } catch (error) {
      if (isFault(error)) setFault(error)
      else setWrong(t('unreadable'))
    } finally {
      setReading(null)
    }
  }
  return (
    <div className="ss-handbook-drop">
      <label
        htmlFor={id}
        className={over ? 'ss-on' : ''}
        onDragOver={e => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={e => {
          e.preventDefault()
          void take(e.dataTransfer.files[0])
        }}
      >
        {reading === null ? (
          <FileText size={26} strokeWidth={1.5} aria-hidden="true" />
        ) : (
          <LoaderCircle size={26} className="ss-spin" aria-hidden="true" />
        )}
        <b role={reading === null ? undefined : 'status'}>{reading === null ? t('drop') : t('reading', { name: reading })}</b>
        <span className="ss-12 ss-3">{t('dropHint')}</span>
        <input
          id={id}
          type="file"
          accept=".docx,.md,.markdown,.txt"
          disabled={reading !== null}
          onChange={e => {
            void take(e.target.files?.[0])
            e.target.value = ''
          }}
        />
      </label>
      {wrong && (
        <p role="alert" className="ss-note ss-note-warn">
          {wrong}
        </p>
      )}
      {fault && <FaultNote fault={fault} inline />}
    </div>
  )
}

function refuse(file: File, t: HandbookLabels): string | null {
  if (!/\.(docx|md|markdown|txt)$/i.test(file.name)) return t('wrongKind')
  if (file.size === 0) return t('empty')
  if (file.size > LARGEST_HANDBOOK) return t('tooLarge', { size: (file.size / 1024 / 1024).toFixed(1) })
  return null
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
