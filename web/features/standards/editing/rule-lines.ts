/** The lines of rule blocks stand on a ground of their own; prose is set as people read it. */
import { type EditorState, RangeSetBuilder } from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'
import { ruleBlocks } from './rule-blocks.ts'

const inside = Decoration.line({ class: 'ss-cm-rule' })
const fence = Decoration.line({ class: 'ss-cm-rule ss-cm-fence' })
const front = Decoration.line({ class: 'ss-cm-front' })

function decorate(state: EditorState) {
  const { doc } = state
  const set = new RangeSetBuilder<Decoration>()
  if (doc.line(1).text.trim() === '---')
    for (let n = 1; n <= doc.lines; n++) {
      const line = doc.line(n)
      set.add(line.from, line.from, front)
      if (n > 1 && line.text.trim() === '---') break
    }
  for (const block of ruleBlocks(doc.toString())) {
    const last = doc.lineAt(block.end).number
    for (let n = doc.lineAt(block.open).number; n <= last; n++) {
      const line = doc.line(n)
      const isFence = line.from < block.from || (block.closed && n === last)
      set.add(line.from, line.from, isFence ? fence : inside)
    }
  }
  return set.finish()
}

export const ruleLines = EditorView.decorations.compute(['doc'], decorate)
