import { useMemo } from 'react'
import { counted } from '../../../ui/counted.ts'
import { difference } from './difference.ts'
import type { PublicationWords } from './words.ts'

/** The lines that changed, with a few around them. */
export function Difference({ before, after, t }: { before: string; after: string; t: PublicationWords }) {
  const hunks = useMemo(() => difference(before, after), [before, after])
  if (hunks.length === 0) return <p className="ss-13 ss-2">{t('differenceNone')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls can be reached by the keyboard
    <section className="ss-difference" aria-label={t('difference')} tabIndex={0}>
      {counted(hunks).map(({ n, it: hunk }) => (
        <ol key={n}>
          {counted(hunk.lines).map(({ n: at, it: line }) => (
            <li key={at} className={line.sign === '+' ? 'ss-plus' : line.sign === '-' ? 'ss-minus' : undefined}>
              <span className="ss-num">{line.before}</span>
              <span className="ss-num">{line.after}</span>
              <code>
                {line.sign === '+' ? (
                  <ins>{line.text || ' '}</ins>
                ) : line.sign === '-' ? (
                  <del>{line.text || ' '}</del>
                ) : (
                  line.text
                )}
              </code>
            </li>
          ))}
        </ol>
      ))}
    </section>
  )
}
