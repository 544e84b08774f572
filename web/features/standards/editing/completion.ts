/** Gives the editor what may be written at the caret. */
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
  snippet,
  startCompletion,
} from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import type { Choice, Known } from './choice.ts'
import { offerAt } from './completions.ts'

export function completeStandard(known: () => Known) {
  return (context: CompletionContext): CompletionResult | null => {
    const completion = offerAt(context.state.doc.toString(), context.pos, known())
    if (!completion) return null
    const typed = context.state.sliceDoc(completion.from, context.pos)
    if (!context.explicit && typed === '' && !asks(context)) return null
    return { from: completion.from, options: completion.choices.map((choice, i) => optionOf(choice, i)), validFor: word }
  }
}

/** While only letters follow, the list is narrowed as it is; anything else asks anew. */
const word = /^[\p{L}\p{N}_.:：-]*$/u

/** After a colon, a dash, a comma or an operator the list comes by itself; on an empty line only when asked for. */
function asks({ state, pos }: CompletionContext): boolean {
  const line = state.doc.lineAt(pos)
  return /(?:[:：\-－–—•,，、→([［'"“「]|==|!=|属于|in|且|或|&&|\|\||给|to|当|when)\s*$/.test(line.text.slice(0, pos - line.from))
}

function optionOf(choice: Choice, rank: number): Completion {
  const text = choice.apply ?? choice.label
  return {
    label: choice.label,
    ...(choice.detail ? { detail: choice.detail } : {}),
    ...(choice.info ? { info: choice.info } : {}),
    // the order of the vocabulary is an order of use
    boost: -Math.min(90, rank / 2),
    apply: text.includes('#{')
      ? snippet(text.replaceAll('\t', '  '))
      : (view: EditorView, completion: Completion, from: number, to: number) => {
          view.dispatch({
            changes: { from, to, insert: text },
            selection: { anchor: from + text.length },
            annotations: pickedCompletion.of(completion),
            userEvent: 'input.complete',
          })
          if (choice.more) startCompletion(view)
        },
  }
}
