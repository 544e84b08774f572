/** Things with their place, from 1: for lists whose items have no name of their own and never move. */
export const counted = <T>(list: readonly T[]): { n: number; it: T }[] => list.map((it, i) => ({ n: i + 1, it }))
