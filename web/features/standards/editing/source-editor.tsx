import { acceptCompletion, autocompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, Prec, Transaction } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type { Known } from './choice.ts'
import { completeStandard } from './completion.ts'
import { phrases } from './phrases.ts'
import { applySuggestion, type Problem, placeOf, problemMarks, showProblems, takeSuggestion } from './problem-marks.ts'
import { standardLanguage } from './rule-language.ts'
import { ruleLines } from './rule-lines.ts'
import './source-editor.css'
import { useEditingLabels } from './labels.ts'

export type SourceHandle = {
  /** Puts the caret on a problem and shows it. */
  jump(problem: Pick<Problem, 'line' | 'column' | 'length'>): void
  /** Writes the suggestion in the place of what was wrong; can be undone like typing. */
  apply(problem: Problem): void
  /** Replaces a piece of the text; the caret goes to `caret`, or to where the piece begins. */
  replace(from: number, to: number, words: string, caret?: number): void
  focus(): void
}

function foldMark(open: boolean): HTMLElement {
  const mark = document.createElement('span')
  mark.className = open ? 'ss-cm-fold' : 'ss-cm-fold ss-cm-folded'
  return mark
}

/** The text of a standard: numbered, coloured, with its mistakes below the lines where they are. */
export function SourceEditor({
  value,
  onChange,
  onCaret,
  problems,
  label,
  hint,
  known,
  handle,
}: {
  value: string
  onChange: (value: string) => void
  onCaret?: (at: number) => void
  problems: Problem[]
  label: string
  hint: string
  /** What completion may completion beside the vocabulary. */
  known: Known
  handle: Ref<SourceHandle>
}) {
  const t = useEditingLabels()
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const now = useRef({ value, onChange, onCaret, known })
  now.current.onChange = onChange
  now.current.onCaret = onCaret
  now.current.known = known
  const words = useRef({ error: t('error'), warning: t('warning'), apply: (word: string) => t('apply', { word }) })

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is told to it below
  useEffect(() => {
    const onUpdate = (update: ViewUpdate) => {
      if (update.docChanged) {
        now.current.value = update.state.doc.toString()
        now.current.onChange(now.current.value)
      }
      if (update.docChanged || update.selectionSet) now.current.onCaret?.(update.state.selection.main.head)
    }
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          phrases(),
          lineNumbers(),
          lintGutter(),
          foldGutter({ markerDOM: foldMark }),
          codeFolding({ placeholderText: '…' }),
          history(),
          drawSelection(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          EditorView.lineWrapping,
          EditorState.tabSize.of(4),
          search({ top: true }),
          autocompletion({ override: [completeStandard(() => now.current.known)], icons: false, maxRenderedOptions: 200 }),
          Prec.high(keymap.of([{ key: 'Tab', run: target => acceptCompletion(target) || takeSuggestion(target) }])),
          keymap.of([...lintKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
          standardLanguage,
          ruleLines,
          problemMarks(words.current),
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-description': hint,
            tabindex: '0',
            spellcheck: 'false',
            autocorrect: 'off',
            autocapitalize: 'off',
          }),
          EditorView.updateListener.of(onUpdate),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [])

  useEffect(() => {
    if (!view.current || now.current.value === value) return
    now.current.value = value
    view.current.dispatch({
      changes: { from: 0, to: view.current.state.doc.length, insert: value },
      annotations: Transaction.addToHistory.of(true),
    })
  }, [value])
  useEffect(() => {
    if (view.current) showProblems(view.current, problems, words.current)
  }, [problems])

  useImperativeHandle(handle, () => ({
    jump: problem => {
      const at = view.current
      if (!at) return
      const { from, to } = placeOf(at.state.doc, problem)
      at.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      at.focus()
    },
    apply: problem => view.current && applySuggestion(view.current, problem),
    replace: (from, to, insert, caret) =>
      view.current?.dispatch({
        changes: { from, to, insert },
        ...(caret === undefined
          ? {}
          : { selection: { anchor: caret }, effects: EditorView.scrollIntoView(caret, { y: 'center' }) }),
        userEvent: 'input',
      }),
    focus: () => view.current?.focus(),
  }))
  return <div ref={place} className="ss-cm" />
}
