/** What each figure means; stands beside the figures and at the end of every file. */
export const definitions = {
  period: ['时段', '从起点（含）到终点（不含），按站点所在时区的日历切成日、周（周一起）、月。'],
  counted: ['算在哪一段', '有时限的，算在开始计时的那一段；门禁，算在当时发生的那一段。以后才有结论，也记回开始的那一段。'],
  met: ['达标', '在到期之前做完。'],
  late: ['超时', '做完了但过了期，加上已经过期还没做完的。'],
  breached: ['超时未完', '已经过期、还没做完；它也算在“超时”里。'],
  superseded: ['更正', '判了超时，后来送到的记录证明当时已经按时做完。超时的记录留着，单独数，不进达标率。'],
  exempted: [
    '免责',
    '超时里有多少件由一人申请、另一人同意免责。它们仍算超时，仍在达标率的分母里，不会变成达标；这里只是另外数一遍。',
  ],
  running: ['在走', '还没到期，或者正依规暂停。不进达标率。'],
  void: ['不计', '规范写明不再适用的，例如误登记、客户撤回。不进达标率。'],
  rate: ['达标率', '达标 ÷（达标 + 超时）。免责的超时仍是超时。一件都没有结论时不显示，不写成 0。'],
  passed: ['通过', '门禁问到时，要求已经满足。'],
  denied: ['拦下', '门禁问到时不满足，没让做。补齐后再做会另记一次通过。'],
  overridden: ['放行', '不满足，由有权的人写明理由放过。'],
  warned: ['提醒', '不满足，只提醒，没有拦。'],
  recorded: ['只记', '不满足，但这条规则只记录（或整套在试行）。'],
  gateRate: ['通过率', '通过 ÷ 问过的次数。放行、提醒、只记都不算通过。'],
  person: [
    '按人',
    '记在这一条的责任人名下：按时做完的，是做的人；超时的，是到期时该做的人。当时写下，以后换人不改。只有主管、班长、主任和质检看得到别人的名字；其他人只看得到自己的，别人的算在（无）里。',
  ],
  department: ['按部门', '记在责任人当时的部门名下；到期时还没有人接手的，记在该办的部门和它的负责人名下；没有部门的单列。'],
  reworded: ['原来的写法', '条款的话或规则改过。按原来写法计的数单列一行，不记到现在这句话名下。'],
  retired: ['已停用', '这条规则已经不在现行规范里，这里是它在规范里时的记录。'],
  unmeasured: ['尚未计量', '这一条还没有接上计量，没有数字，不等于 0。'],
  target: ['指标', '按指标自己写的周期，用整个周期里的件数算；周期没走完时是到现在为止的数。条款改过的，只数按现在的写法量的。'],
  reach: ['看得到多少', '只数您有权看到的件；数字和背后的清单用同一个范围。'],
} as const
export type Definition = keyof typeof definitions
/** The same in English. */
export const definitionsEn: Record<Definition, readonly [string, string]> = {
  period: [
    'Period',
    'From its beginning until before its end, cut into days, weeks (from Monday) and months of the site’s own calendar and zone.',
  ],
  counted: [
    'Which period counts',
    'A clock counts in the period in which it started, a gate in that in which it was asked. A verdict that comes later goes back to the period of the start.',
  ],
  met: ['Met', 'Done before it was due.'],
  late: ['Late', 'Done after it was due, together with what is overdue and not done yet.'],
  breached: ['Breached', 'Overdue and not done yet; it is part of “late” too.'],
  superseded: [
    'Superseded',
    'It was found late, and a record that came in later proves that it was done in time. The breach stays and is counted apart, in no ratio.',
  ],
  exempted: [
    'Exempted',
    'How many of the late ones one person asked to excuse and another agreed to. They stay late and stay in the ratio; here they are counted once more.',
  ],
  running: ['Running', 'Not due yet, or paused by the standard. In no ratio.'],
  void: ['Void', 'No longer owed by the words of the standard, such as a mistaken registration or a withdrawal. In no ratio.'],
  rate: [
    'Ratio met',
    'Met ÷ (met + late). An exempted breach is late all the same. Nothing is shown where nothing has ended; it is not 0.',
  ],
  passed: ['Passed', 'When the gate was asked, what it asks for was there.'],
  denied: [
    'Stopped',
    'When the gate was asked, something was missing and it was not done. Done later, it counts as passed once more.',
  ],
  overridden: ['Overridden', 'Something was missing; somebody who may let it through with a reason.'],
  warned: ['Warned', 'Something was missing; it was said and not stopped.'],
  recorded: ['Recorded', 'Something was missing, but the rule only records (or the standard is on trial).'],
  gateRate: ['Ratio passed', 'Passed ÷ times asked. Overridden, warned and recorded are not passed.'],
  person: [
    'By person',
    'Under whoever was answerable for this clause: done in time, whoever did it; late, whoever had to do it when it was due. It is written down then and does not change with a later handler. Only heads, shift leaders, directors and inspectors see the names of others; everybody else sees the own one, and the rest stands under nobody.',
  ],
  department: [
    'By department',
    'Under the department of whoever was answerable at the time; what nobody had taken when it was due stands under the department that owed it and its head; what has no department is listed apart.',
  ],
  reworded: [
    'Earlier wording',
    'The words of the clause or its rule were changed. What was measured under the earlier ones has a line of its own.',
  ],
  retired: ['Retired', 'The rule is not in the standard in force any more; these are the figures from when it was.'],
  unmeasured: ['Not measured yet', 'Nothing records what this clause needs, so there is no figure; that is not 0.'],
  target: [
    'Target',
    'By the period that the target itself names, over all of it; while it is not over, as far as it has come. Only what was measured under the present wording counts.',
  ],
  reach: ['How much one sees', 'Only what you may see is counted; a figure and the list behind it have the same scope.'],
}
