import { isAction, nameOf } from '../vocabulary/index.ts'
import { isOpen, termText } from './clocked.ts'
import { listed } from './limit.ts'
import { printRoles } from './named.ts'
import type { Approve } from './rule-sheets.ts'
import { get, type KindSchema } from './schema.ts'

/** Consent before an action: whose, in what order, within what time. */
export const approve: KindSchema = {
  kind: 'approve',
  keys: {
    before: { type: 'events', help: { zh: '在哪个动作之前', en: 'before this action' } },
    matter: {
      type: 'line',
      help: { zh: '什么事要审批（系统里还没有的动作）', en: 'what needs consent, where the product has no action for it' },
    },
    consent: {
      type: 'consents',
      required: true,
      help: { zh: '一行一关：岗位:主任 限 1 工作日', en: 'one step a line: role:director within 1 workday' },
    },
    order: { type: 'consentOrder', help: { zh: '依次或同时，默认依次', en: 'in turn or together; in turn unless written' } },
    within: { type: 'term', help: { zh: '每一关多长时间', en: 'how long each step has' } },
    calendar: { type: 'calendar', help: { zh: '按哪个日历计时', en: 'the calendar that it counts by' } },
  },
  build: (values, common, { report, vocabulary, entries, block, locale, calendar }): Approve | null => {
    const before = get(values, 'before', 'events') ?? []
    const matter = get(values, 'matter', 'line') ?? null
    if (before.length === 0 && matter === null) {
      report.error(
        block.entries[0]!.value,
        'key-missing',
        { zh: '这条规则还缺「之前」或「事项」', en: 'this rule has neither `before` nor `matter`' },
        locale === 'zh' ? '之前:' : 'before:',
      )
      return null
    }
    const plain = before.find(name => !isAction(vocabulary, name))
    if (plain) {
      report.error(entries.before!.value, 'before-plain', {
        zh: `「${nameOf(vocabulary.events, plain, 'zh')}」不是动作，事先拦不到`,
        en: `\`${plain}\` is no action; nothing can be asked before it`,
      })
      return null
    }
    const within = get(values, 'within', 'term') ?? []
    if (within.some(({ term }) => term.kind === 'by' || term.kind === 'factor')) {
      report.error(entries.within!.value, 'approve-term', {
        zh: '审批的「限」要写时长',
        en: '`within` of an approval takes a duration',
      })
      return null
    }
    return {
      ...common,
      kind: 'approve',
      before,
      matter,
      consent: get(values, 'consent', 'consents')!,
      order: get(values, 'order', 'consentOrder') ?? 'in turn',
      within,
      calendar: get(values, 'calendar', 'calendar') ?? calendar,
      open: isOpen(within),
    }
  },
  sentence: (values, vocabulary) => {
    const before = get(values, 'before', 'events')
    const matter = get(values, 'matter', 'line')
    const steps = get(values, 'consent', 'consents')!
    const within = get(values, 'within', 'term') ?? []
    const together = get(values, 'order', 'consentOrder') === 'together'
    return {
      zh: `${before ? `${listed(before, 'zh', vocabulary)}之前` : matter}须经${steps
        .map(step =>
          printRoles(step.roles, 'zh', vocabulary)
            .replaceAll('岗位:', '')
            .replaceAll(', ', step.mode === 'all' ? '与' : '或'),
        )
        .join(together ? '、' : '、再经')}同意${within.length > 0 ? `，每关 ${termText(within, 'zh', vocabulary)}` : ''}`,
      en: `${before ? listed(before, 'en', vocabulary) : matter} needs the consent of ${steps
        .map(step =>
          printRoles(step.roles, 'en', vocabulary)
            .replaceAll('role:', '')
            .replaceAll(', ', step.mode === 'all' ? ' and ' : ' or '),
        )
        .join(together ? ', ' : ', then ')}${within.length > 0 ? `, each ${termText(within, 'en', vocabulary)}` : ''}`,
    }
  },
}
