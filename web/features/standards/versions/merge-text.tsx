import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { phrases } from '../editing/phrases.ts'
import { standardLanguage } from '../editing/rule-language.ts'
import { ruleLines } from '../editing/rule-lines.ts'
import '../editing/source-editor.css'

export type Side = { name: string; source: string }

/** Two texts beside each other; on a narrow screen one below the other, line by line. `line` counts in the right one. */
export function MergeText({ before, after, line }: { before: Side; after: Side; line: { n: number } | null }) {
  const place = useRef<HTMLDivElement>(null)
  const right = useRef<EditorView | null>(null)

  useEffect(() => {
    const parent = place.current!
    const narrow = typeof matchMedia === 'function' && matchMedia('(width < 1024px)').matches
    const collapse = { margin: 3, minSize: 6 }
    if (narrow) {
      const view = new EditorView({
        parent,
        state: EditorState.create({
          doc: after.source,
          extensions: [
            quiet(after.name),
            unifiedMergeView({ original: before.source, mergeControls: false, collapseUnchanged: collapse }),
          ],
        }),
      })
      right.current = view
      return () => view.destroy()
    }
    const view = new MergeView({
      parent,
      a: { doc: before.source, extensions: quiet(before.name) },
      b: { doc: after.source, extensions: quiet(after.name) },
      collapseUnchanged: collapse,
      gutter: true,
    })
    right.current = view.b
    return () => view.destroy()
  }, [before.source, before.name, after.source, after.name])

  useEffect(() => {
    const view = right.current
    if (!view || !line) return
    const at = view.state.doc.line(Math.max(1, Math.min(view.state.doc.lines, line.n))).from
    view.dispatch({ selection: { anchor: at } })
    const block = view.lineBlockAt(at)
    const box = place.current!
    box.scrollTo({ top: block.top + view.documentTop - box.getBoundingClientRect().top + box.scrollTop - 80 })
  }, [line])
  return <div ref={place} className="ss-merge" />
}

function quiet(label: string): Extension {
  return [
    phrases(),
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    standardLanguage,
    ruleLines,
  ]
}
