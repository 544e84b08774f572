/** Shares of what was done in time, as screens show and grade them. */

/** `91.2`; 100 only when nothing was missed. */
export const percent = (rate: number): string => (rate >= 1 ? '100' : Math.min(99.9, Math.round(rate * 1000) / 10).toFixed(1))
export type Grade = 'met' | 'soon' | 'over'
/** From which rate the screen is calm, and from which it only warns. A standard's own `target` rules will say it better once they run. */
const [calm, fair] = [0.95, 0.9]
export const gradeOf = (rate: number): Grade => (rate >= calm ? 'met' : rate >= fair ? 'soon' : 'over')
