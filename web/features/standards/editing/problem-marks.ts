/** Problems in the text: a mark in the gutter, a wavy line, and below the line what is wrong with the word to take instead. */
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { type EditorState, type Extension, RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state'
import { type Command, Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { Checked } from '@sansheng/contract/standards.ts'
import { labelled } from '../../../app/punctuation.ts'

export type Problem = Checked['problems'][number]
export type MarkLabels = { error: string; warning: string; apply: (word: string) => string }

/** Lines and columns count from 1; what lies past the end is the end. */
export function placeOf(
  doc: Text,
  { line, column, length }: Pick<Problem, 'line' | 'column' | 'length'>,
): { from: number; to: number } {
  const at = doc.line(Math.max(1, Math.min(doc.lines, line)))
  const from = line > doc.lines ? doc.length : Math.min(at.to, at.from + Math.max(0, column - 1))
  return { from, to: Math.min(doc.length, from + length) }
}

type Placed = { problem: Problem; from: number; to: number }
const setProblems = StateEffect.define<Placed[]>()

const placed = StateField.define<Placed[]>({
  create: () => [],
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(setProblems)) return effect.value
    if (!tr.docChanged) return value
    return value
      .map(p => ({ ...p, from: tr.changes.mapPos(p.from, 1), to: tr.changes.mapPos(p.to, -1) }))
      .filter(p => p.to >= p.from)
  },
})

export function showProblems(view: EditorView, problems: Problem[], words: MarkLabels): void {
  const list = problems.map(problem => ({ problem, ...placeOf(view.state.doc, problem) }))
  const diagnostics = list.map(
    ({ problem, from, to }): Diagnostic => ({
      from,
      to,
      severity: problem.severity,
      message: problem.message,
      actions:
        problem.suggestion === null
          ? []
          : [{ name: words.apply(problem.suggestion), apply: (v, a, b) => replace(v, a, b, problem.suggestion!) }],
    }),
  )
  view.dispatch(setDiagnostics(view.state, diagnostics), { effects: setProblems.of(list) })
}

function replace(view: EditorView, from: number, to: number, insert: string): void {
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input.complete' })
  view.focus()
}

/** Writes the suggestion in the place of what was wrong, wherever that has moved to since. */
export function applySuggestion(view: EditorView, problem: Problem): void {
  const found = view.state.field(placed).find(p => same(p.problem, problem)) ?? placeOf(view.state.doc, problem)
  if (problem.suggestion !== null) replace(view, found.from, found.to, problem.suggestion)
}
const same = (a: Problem, b: Problem): boolean => a.code === b.code && a.line === b.line && a.column === b.column

/** For Tab: takes the suggestion of the line of the caret, if it has one. */
export const takeSuggestion: Command = view => {
  const { main } = view.state.selection
  const line = view.state.doc.lineAt(main.head)
  const found = view.state.field(placed).find(p => p.problem.suggestion !== null && p.from >= line.from && p.from <= line.to)
  if (!main.empty || !found) return false
  replace(view, found.from, found.to, found.problem.suggestion!)
  return true
}

/** A widget without a class of its own: its text is drawn once, and two with the same text are the same. */
function noteOf(problems: Problem[], words: MarkLabels): WidgetType {
  const text = JSON.stringify(problems.map(p => [p.severity, p.message, p.suggestion]))
  return Object.create(WidgetType.prototype, {
    text: { value: text },
    eq: { value: (other: WidgetType) => (other as WidgetType & { text?: string }).text === text },
    ignoreEvent: { value: () => true },
    toDOM: { value: (view: EditorView) => drawNote(view, problems, words) },
  }) as WidgetType
}

function drawNote(view: EditorView, problems: Problem[], words: MarkLabels): HTMLElement {
  const box = document.createElement('div')
  box.className = 'ss-cm-notes'
  for (const problem of problems) {
    const row = box.appendChild(document.createElement('div'))
    row.className = `ss-cm-note ss-cm-${problem.severity}`
    row.append(labelled(words[problem.severity], problem.message))
    if (problem.suggestion === null) continue
    const button = row.appendChild(document.createElement('button'))
    button.type = 'button'
    // the caret's own key is Tab; a stop for every mistake would stand in the way of leaving the text
    button.tabIndex = -1
    button.textContent = words.apply(problem.suggestion)
    button.addEventListener('mousedown', event => event.preventDefault())
    button.addEventListener('click', () => applySuggestion(view, problem))
  }
  return box
}

function decorate(state: EditorState, words: MarkLabels): DecorationSet {
  const byLine = new Map<number, Problem[]>()
  for (const { problem, from } of state.field(placed)) {
    const line = state.doc.lineAt(Math.min(from, state.doc.length)).from
    byLine.set(line, [...(byLine.get(line) ?? []), problem])
  }
  const set = new RangeSetBuilder<Decoration>()
  for (const [from, problems] of [...byLine].sort((a, b) => a[0] - b[0])) {
    const worst = problems.some(p => p.severity === 'error') ? 'error' : 'warning'
    set.add(from, from, Decoration.line({ class: `ss-cm-line-${worst}` }))
    const { to } = state.doc.lineAt(from)
    set.add(to, to, Decoration.widget({ widget: noteOf(problems, words), block: true, side: 1 }))
  }
  return set.finish()
}

export const problemMarks = (words: MarkLabels): Extension => [
  placed,
  EditorView.decorations.compute([placed, 'doc'], state => decorate(state, words)),
]
