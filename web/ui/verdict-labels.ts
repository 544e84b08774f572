import { catalogue } from '../app/i18n.ts'

/** How a clock ended and what a gate said, wherever cases are listed. */
export const useVerdictLabels = catalogue('standards.verdicts', {
  met: '达标',
  late: '超时',
  breached: '超时未完',
  superseded: '更正',
  exempted: '免责',
  running: '在走',
  paused: '暂停',
  void: '不计',
  denied: '拦下',
  warned: '提醒',
  overridden: '放行',
  recorded: '只记',
  passed: '通过',
  routed: '已分派',
  withdrawn: '撤回',
})
