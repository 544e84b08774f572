import { Fragment, type ReactNode } from 'react'
import { counted } from '../../ui/counted.ts'

/** Prose of a standard: paragraphs and plain lists. Marks of emphasis are read, links keep their words. */
export function Prose({ markdown }: { markdown: string }) {
  const blocks = markdown.split(/\n\s*\n/).filter(b => b.trim() !== '')
  return (
    <>
      {counted(blocks).map(({ n, it: block }) => {
        const lines = block.split('\n')
        if (lines.every(l => /^\s*([-*+]|\d+[.、)])\s+/.test(l)))
          return (
            <ul key={n} className="ss-song ss-prose-list">
              {counted(lines).map(({ n, it }) => (
                <li key={n}>{inline(it.replace(/^\s*([-*+]|\d+[.、)])\s+/, ''))}</li>
              ))}
            </ul>
          )
        return (
          <p key={n} className="ss-song">
            {inline(lines.map(l => l.replace(/^>\s?/, '')).join(''))}
          </p>
        )
      })}
    </>
  )
}

function inline(text: string): ReactNode[] {
  const pieces = text
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .split(/\*\*([^*]+)\*\*/)
  return counted(pieces).map(({ n, it }) => (
    <Fragment key={n}>{n % 2 === 0 ? <b>{it}</b> : it.replace(/[*_]([^*_]+)[*_]/g, '$1')}</Fragment>
  ))
}
