import type { Command } from './io.ts'

export interface CommandEntry {
  summary: string
  examples: string[]
  load: () => Promise<Command>
}

/** Every command; what it needs is loaded when it is called, so that the pure ones answer at once. */
export const commands: Record<string, CommandEntry> = {
  due: {
    summary: '计算时限：按工作日历算出到期时刻，或一段时间里计时多少',
    examples: [
      'sansheng due --from 2026-02-13T16:00:00+08:00 --within "1 workday" --calendar cn-office --explain',
      'sansheng due --batch cases.jsonl',
    ],
    load: async () => (await import('./due.ts')).due,
  },
}
