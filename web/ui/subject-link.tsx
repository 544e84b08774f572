import type { SubjectLink as Root } from '@sansheng/contract/subjects.ts'
import { Link } from '@tanstack/react-router'

/** Number and title of the thing that people open for a subject, as a link to its screen; plain words where it has none. */
export function SubjectLink({
  root,
  clockId = null,
  className = 'ss-el',
  none,
}: {
  root: Root
  /** The clock that its screen opens at. */
  clockId?: string | null
  className?: string
  /** Said where it has neither number nor title. */
  none: string
}) {
  const words = (
    <>
      {root.number && <span className="ss-num">{root.number} </span>}
      {root.title ?? (root.number ? '' : none)}
    </>
  )
  if (root.path === null || (root.number === null && root.title === null))
    return <span className={`${className} ss-3`}>{words}</span>
  if (root.kind === 'ticket')
    return (
      <Link to="/tickets/$id" params={{ id: root.id }} search={clockId ? { clock: clockId } : {}} className={className}>
        {words}
      </Link>
    )
  // addresses of other kinds come from the module that owns them
  return (
    <Link to={root.path as '/'} className={className}>
      {words}
    </Link>
  )
}
