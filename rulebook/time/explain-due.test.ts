import { describe, expect, it } from 'vitest'
import { findCalendar } from './calendars.ts'
import type { DueOptions } from './due.ts'
import { dueLinesText } from './due-text.ts'
import { type Duration, parseDuration } from './duration.ts'
import { explainDue } from './explain-due.ts'

const office = findCalendar('cn-office')!
const at = (local: string) => Date.parse(`${local.replace(' ', 'T')}+08:00`)
const lines = (from: string, text: string, opts?: DueOptions) =>
  explainDue(office, at(from), parseDuration(text) as Duration, opts)
const chinese = (from: string, text: string, opts?: DueOptions) => dueLinesText(lines(from, text, opts), 'zh')

describe('the arithmetic of a term in words', () => {
  it('shows each day that counted, from the start to the due instant', () => {
    expect(chinese('2026-02-14 16:30', '2 workh')).toEqual([
      '起算　2026-02-14 周六 16:30',
      '时限　2 工作小时',
      `日历　cn-office（版本 ${office.version}，时区 Asia/Shanghai）`,
      '计入　2026-02-14 周六（调休上班） 08:30-12:00、13:30-17:30，计 1 小时',
      '计入　2026-02-24 周二 08:30-12:00、13:30-17:30，计 1 小时',
      '休息　其间休息日共 9 天，不计',
      '到期　2026-02-24 周二 09:30（含当时）',
    ])
  })

  it('numbers working days and says that the starting day does not count', () => {
    expect(dueLinesText(lines('2026-02-13 16:00', '2 workday'), 'en')).toEqual([
      'start     2026-02-13 Fri 16:00',
      'term      2 workday',
      `calendar  cn-office (version ${office.version}, zone Asia/Shanghai)`,
      'skipped   2026-02-13, the starting day does not count',
      'counted   2026-02-14 Sat (make-up day) 08:30-12:00, 13:30-17:30: working day 1',
      'counted   2026-02-24 Tue 08:30-12:00, 13:30-17:30: working day 2',
      'closed    9 rest days between, not counted',
      'due       2026-02-24 Tue 17:30 (inclusive)',
    ])
  })

  it('says what each pause moved, and why a last day rolled on', () => {
    const pauses = [{ from: at('2026-09-29 09:00'), to: at('2026-09-30 09:00') }]
    expect(chinese('2026-09-28 10:00', '2 d', { roll: true, pauses }).slice(3)).toEqual([
      '不计　2026-09-28，起算日不计入',
      '暂停　2026-09-29 周二 09:00 至 2026-09-30 周三 09:00，跨过 1 个午夜，顺延 1 天',
      '顺延　最后一天 2026-10-01 是休息日（法定节假日），顺延至 2026-10-08',
      '到期　2026-10-08 周四 24:00（含当时）',
    ])
  })

  it('needs no calendar for an exact term and keeps its seconds', () => {
    expect(chinese('2026-02-13 17:25:07', '10 min')).toEqual([
      '起算　2026-02-13 周五 17:25:07',
      '时限　10 分钟',
      '时区　Asia/Shanghai',
      '到期　2026-02-13 周五 17:35:07（含当时）',
    ])
  })

  it('sums up a long stretch, and its parts make the whole', () => {
    const long = lines('2026-03-02 10:00', '90000 workmin')
    expect(long.length).toBeLessThan(16)
    const sum = long.reduce((total, line) => total + (line.kind === 'day' || line.kind === 'more' ? (line.openMs ?? 0) : 0), 0)
    expect(sum).toBe(90_000 * 60_000)
  })

  it('warns of years whose holidays are not known', () => {
    expect(chinese('2098-12-30 10:00', '3 workday').filter(line => line.startsWith('注意'))).toEqual([
      '注意　2098、2099 年的节假日安排尚未公布或未收录：只算法律固定的放假日，调休和补假未计',
    ])
  })
})
