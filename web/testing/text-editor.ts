/** For tests of screens with a text editor: jsdom lays nothing out, so the editor is spoken to by its own state. */
import { EditorView } from '@codemirror/view'
import { act, screen } from '@testing-library/react'

const nowhere = () => [] as unknown as DOMRectList
Range.prototype.getClientRects ??= nowhere
Range.prototype.getBoundingClientRect ??= () => new DOMRect()

/** The editor comes in a piece of its own, which a busy machine takes its time to read. */
export async function findEditor(label: string): Promise<EditorView> {
  const content = await screen.findByRole('textbox', { name: label }, { timeout: 15_000 })
  return EditorView.findFromDOM(content)!
}

export function typeAt(view: EditorView, at: number, words: string): void {
  act(() => {
    view.focus()
    view.dispatch({ changes: { from: at, insert: words }, selection: { anchor: at + words.length }, userEvent: 'input.type' })
  })
}

export function caretAt(view: EditorView, at: number): void {
  act(() => {
    view.focus()
    view.dispatch({ selection: { anchor: at } })
  })
}

export const textOf = (view: EditorView): string => view.state.doc.toString()
