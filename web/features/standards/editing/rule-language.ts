/** Colours: the document is Markdown, and what stands in a rule block has a grammar of its own. */
import { markdown } from '@codemirror/lang-markdown'
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { tags } from '@lezer/highlight'
import { keys } from '@sansheng/rulebook/document'
import { events, facts, lookup, roles } from '@sansheng/rulebook/vocabulary'

const operators =
  /^(?:&&|\|\||==|!=|<=|>=|→|->|[<>!×+]|(?:且|或|非|属于|不等于|等于|当|若|除非|给|截至|最后|全部|任一|限|从)(?=[\s[(（]|$)|(?:in|when|to|by|all|last|any|and|or)\b)/

const ruleLanguage = StreamLanguage.define<{ value: boolean }>({
  name: 'rule',
  startState: () => ({ value: false }),
  token(stream, state) {
    if (stream.sol()) {
      state.value = false
      stream.eatSpace()
      if (stream.eol()) return null
      if (stream.peek() === '#') {
        stream.skipToEnd()
        return 'comment'
      }
      const dash = stream.match(/^[-－–—•]\s*/)
      if (dash) {
        state.value = true
        return 'punctuation'
      }
      const key = stream.match(/^([^:：]+?)\s*[:：]/) as RegExpMatchArray | null
      state.value = true
      if (key) return lookup(keys, key[1]!) ? 'keyword' : 'propertyName'
    }
    if (stream.eatSpace()) return null
    if (stream.match(/^(?:'[^']*'?|"[^"]*"?|“[^”]*”?|「[^」]*」?|‘[^’]*’?)/)) return 'string'
    if (stream.match(/^(?:岗位|role)\s*[:：]\s*[\p{L}\p{N}-]*/u)) return 'typeName'
    if (
      stream.match(
        /^[+＋-]?\d+(?:[.:-]\d+)*\s*(?:[%％‰]|工作日|工作分钟|工作小时|分钟|小时|秒钟|秒|天|周|个月|次|声|元|分|min\b|h\b|s\b|d\b|workday\b|workmin\b|workh\b)?/,
      )
    )
      return 'number'
    if (stream.match(operators)) return 'operator'
    const word = stream.match(/^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_]+)?/u) as RegExpMatchArray | null
    if (!word) {
      stream.next()
      return null
    }
    if (lookup(events, word[0])) return 'variableName.special'
    const group = word[0].split('.')[0]!
    if (word[0].includes('.') && lookup(facts, group)) return 'variableName'
    return lookup(roles, word[0]) ? 'typeName' : null
  },
})

const colours = HighlightStyle.define([
  { tag: tags.heading, color: 'var(--ss-ink)', fontWeight: '700' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName], color: 'var(--ss-ink-3)' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.link, color: 'var(--ss-accent)' },
  { tag: tags.keyword, color: 'var(--ss-accent)', fontWeight: '600' },
  { tag: tags.propertyName, color: 'var(--ss-ink-2)', fontWeight: '600' },
  { tag: tags.number, color: 'var(--ss-time-soon)', fontWeight: '600' },
  { tag: tags.string, color: 'var(--ss-time-met)' },
  { tag: tags.special(tags.variableName), color: 'var(--ss-time-ample)' },
  { tag: tags.variableName, color: 'var(--ss-ink)' },
  { tag: tags.typeName, color: 'var(--ss-time-paused)', fontWeight: '600' },
  { tag: [tags.operator, tags.punctuation], color: 'var(--ss-ink-3)' },
  { tag: tags.comment, color: 'var(--ss-ink-3)', fontStyle: 'italic' },
])

/** Under the front matter three dashes must not make a heading of it, so underlined headings are left out. */
export const standardLanguage = [
  markdown({
    extensions: [{ remove: ['SetextHeading', 'IndentedCode'] }],
    codeLanguages: info => (['rule', '规则'].includes(info.normalize('NFKC').toLowerCase()) ? ruleLanguage : null),
    completeHTMLTags: false,
    addKeymap: false,
  }),
  syntaxHighlighting(colours),
]
