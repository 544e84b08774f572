import type { Checked } from '@sansheng/contract/standards.ts'
import { memo, type Ref, useImperativeHandle, useRef } from 'react'
import { counted } from '../../ui/counted.ts'

export type Problem = Checked['problems'][number]
export type TextAreaHandle = {
  /** Puts the caret on a problem and shows it. */
  jump(problem: Pick<Problem, 'line' | 'column' | 'length'>): void
  /** Writes the suggestion in the place of what was wrong; can be undone like typing. */
  apply(problem: Problem): void
}

/** A text with line numbers; lines with problems are marked. The marks lie in a copy behind the text, which wraps alike. */
export function SourceText({
  value,
  onChange,
  problems,
  label,
  hint,
  handle,
}: {
  value: string
  onChange: (value: string) => void
  problems: Problem[]
  label: string
  hint: string
  handle: Ref<TextAreaHandle>
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const apply = (p: Problem) => {
    if (p.suggestion === null || !area.current) return
    const from = offsetOf(area.current.value, p.line, p.column)
    write(area.current, from, from + p.length, p.suggestion, onChange)
  }
  useImperativeHandle(handle, () => ({
    apply,
    jump: p => {
      const box = area.current
      if (!box) return
      const from = offsetOf(box.value, p.line, p.column)
      box.focus({ preventScroll: true })
      box.setSelectionRange(from, from + p.length)
      scroller.current?.querySelector(`[data-line="${p.line}"]`)?.scrollIntoView?.({ block: 'center' })
    },
  }))
  const byLine = new Map<number, Problem[]>()
  for (const p of problems) byLine.set(p.line, [...(byLine.get(p.line) ?? []), p])
  return (
    <div ref={scroller} className="ss-source">
      <div className="ss-source-inner">
        <div className="ss-source-back" aria-hidden="true">
          {counted(value.split('\n')).map(({ n, it }) => (
            <Line key={n} number={n} text={it} problems={byLine.get(n) ?? none} />
          ))}
        </div>
        <textarea
          ref={area}
          value={value}
          aria-label={label}
          aria-description={hint}
          spellCheck={false}
          autoComplete="off"
          maxLength={500_000}
          onChange={e => onChange(e.target.value)}
          onKeyDown={e => {
            if (e.key !== 'Tab' || e.shiftKey || e.ctrlKey || e.altKey || !area.current) return
            const line = area.current.value.slice(0, area.current.selectionStart).split('\n').length
            const found = byLine.get(line)?.find(p => p.suggestion !== null)
            if (!found) return
            e.preventDefault()
            apply(found)
          }}
        />
      </div>
    </div>
  )
}

const none: Problem[] = []

const Line = memo(
  function Line({ number, text, problems }: { number: number; text: string; problems: Problem[] }) {
    const worst = problems.some(p => p.severity === 'error') ? 'error' : problems.length > 0 ? 'warning' : ''
    const marked = problems[0]
    const from = marked ? marked.column - 1 : 0
    const to = marked ? Math.max(from, Math.min(text.length, from + marked.length)) : 0
    return (
      <div className={`ss-source-line ${worst && `ss-line-${worst}`}`} data-line={number}>
        {marked ? (
          <>
            {text.slice(0, from)}
            <u>{text.slice(from, to)}</u>
            {text.slice(to) || '\u200b'}
          </>
        ) : (
          text || '\u200b'
        )}
      </div>
    )
  },
  (a, b) =>
    a.text === b.text &&
    a.number === b.number &&
    a.problems.length === b.problems.length &&
    a.problems.every((p, i) => p.column === b.problems[i]!.column && p.length === b.problems[i]!.length),
)

/** Lines and columns count from 1; past the end is the end. */
export function offsetOf(text: string, line: number, column: number): number {
  let at = 0
  for (let n = 1; n < line; n++) {
    const next = text.indexOf('\n', at)
    if (next < 0) return text.length
    at = next + 1
  }
  return Math.min(text.length, at + column - 1)
}

function write(box: HTMLTextAreaElement, from: number, to: number, words: string, onChange: (value: string) => void): void {
  box.focus({ preventScroll: true })
  box.setSelectionRange(from, to)
  // The old command is the only way that keeps the browser's own undo.
  if (typeof document.execCommand === 'function' && document.execCommand('insertText', false, words)) return
  onChange(box.value.slice(0, from) + words + box.value.slice(to))
}
