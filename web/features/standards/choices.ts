/** What can be chosen on the screen of the standard. */

export const periods = { today: 1, '7d': 1, '30d': 1, month: 1 } as const
export type PeriodName = keyof typeof periods

export const clockVerdicts = { late: 1, running: 1, met: 1, void: 1 } as const
export const gateVerdicts = { denied: 1, overridden: 1, warned: 1, recorded: 1 } as const
export const verdicts = { ...clockVerdicts, ...gateVerdicts }
export type Verdict = keyof typeof verdicts
