/** Words of the exported files, in both languages. */
import type { TableRow } from '@sansheng/contract/compliance.ts'
import { definitions, definitionsEn } from '@sansheng/contract/compliance-definitions.ts'

type RowState = Exclude<TableRow['state'], 'measured'>
const zh = {
  // biome-ignore format: one line as it stands in the file
  table: ['条款号', '条款', '规则', '种类', '说明', '状态', '版本', '时段起', '时段止（不含）', '分组', '达标', '超时', '其中未完', '其中免责', '更正', '在走', '不计', '通过', '拦下', '放行', '提醒', '只记', '比率（指标是时长的为秒）', '指标的件数', '指标'],
  subjects: ['时刻', '结论', '超出（秒）', '工单号', '责任部门', '责任人', '工号', '免责'],
  states: {
    'record-only': '只记录',
    unmeasured: '尚未计量',
    open: '待定，未运行',
    proposed: '待认领，未运行',
    retired: '已停用',
    reworded: '原来的写法',
  } as Record<RowState, string>,
  verdicts: {
    met: '达标',
    late: '超时',
    breached: '超时未完',
    superseded: '更正',
    running: '在走',
    paused: '暂停',
    void: '不计',
    passed: '通过',
    routed: '已分派',
    denied: '拦下',
    warned: '提醒',
    overridden: '放行',
    recorded: '只记',
  } as Record<string, string>,
  because: (state: string, why: string) => `${state}：${why}`,
  nobody: '（无）',
  reached: '达到',
  missed: '没达到',
  open: '这一期还没走完',
  before: '当时还没有这样写',
  earlier: (count: number) => `另有 ${count} 件是按以前的措辞量的，不算在内`,
  and: '；',
  exempted: '免责',
  meanings: '说明',
  lastSeal: '最近一次封存',
  noSeal: '还没有',
  sealKey: '封存公钥',
  names: { table: '达标', subjects: '明细' },
  definitions: definitions as typeof definitionsEn,
}
export type ExportWords = typeof zh

const en: ExportWords = {
  // biome-ignore format: one line as it stands in the file
  table: ['clause', 'title', 'rule', 'kind', 'sentence', 'state', 'version', 'from', 'to (not included)', 'group', 'met', 'late', 'of these open', 'of these exempted', 'superseded', 'running', 'void', 'passed', 'denied', 'overridden', 'warned', 'recorded', 'rate (seconds for targets of length)', 'measured by the target', 'target'],
  subjects: ['at', 'verdict', 'over (seconds)', 'ticket', 'department', 'answerable', 'staff number', 'exempted'],
  states: {
    'record-only': 'records only',
    unmeasured: 'not yet measured',
    open: 'undecided, does not run',
    proposed: 'proposed, does not run',
    retired: 'retired',
    reworded: 'earlier words',
  },
  verdicts: {
    met: 'met',
    late: 'late',
    breached: 'late and open',
    superseded: 'superseded',
    running: 'running',
    paused: 'paused',
    void: 'void',
    passed: 'passed',
    routed: 'routed',
    denied: 'denied',
    warned: 'warned',
    overridden: 'overridden',
    recorded: 'recorded',
  },
  because: (state, why) => `${state}: ${why}`,
  nobody: '(none)',
  reached: 'reached',
  missed: 'missed',
  open: 'the period is not over',
  before: 'not written like this then',
  earlier: count => `${count} more were measured under earlier words and do not count`,
  and: '; ',
  exempted: 'exempted',
  meanings: 'What the figures mean',
  lastSeal: 'last seal',
  noSeal: 'none yet',
  sealKey: 'public key of the seals',
  names: { table: 'compliance', subjects: 'cases' },
  definitions: definitionsEn,
}

export const exportWords = { zh, en }
