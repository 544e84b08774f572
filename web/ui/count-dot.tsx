/** A count at an entry of the rail; nothing where there is none. */
export const CountDot = ({ count }: { count: number }) =>
  count > 0 ? <i className="ss-dot">{count > 99 ? '99+' : count}</i> : null
