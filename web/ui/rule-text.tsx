import { counted } from './counted.ts'
import './rule-text.css'

/** A rule block as written: keys stand out, comments recede. */
export function RuleText({ source }: { source: string }) {
  return (
    <pre className="ss-rule-text">
      {counted(source.trim().split('\n')).map(({ n, it }) => (
        <code key={n}>{lineOf(it)}</code>
      ))}
    </pre>
  )
}

function lineOf(line: string) {
  if (line.trim().startsWith('#')) return <i>{line}</i>
  const key = /^\s*([^:：\-–—•\s][^:：]*)([:：])/.exec(line)
  if (!key) return line || ' '
  return (
    <>
      <b>{key[0]}</b>
      {line.slice(key[0].length)}
    </>
  )
}
