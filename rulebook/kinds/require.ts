import { pathName } from '../conditions/index.ts'
import { isAction, nameOf } from '../vocabulary/index.ts'
import { listed, modeOf } from './limit.ts'
import type { Require } from './rule.ts'
import { get, type KindSchema } from './schema.ts'

/** Facts that must be there before an action. */
export const require: KindSchema = {
  kind: 'require',
  keys: {
    before: { type: 'events', required: true, help: { zh: '在哪个动作之前', en: 'before this action' } },
    need: { type: 'facts', help: { zh: '须已有、已是、已告知', en: 'must be there, true or given' } },
    asked: {
      type: 'disclosureFacts',
      help: { zh: '须问过；客户不愿说也算', en: 'must have been asked; declining is an answer' },
    },
    mode: { type: 'mode', help: { zh: '拦下、提醒或只记', en: 'block, warn or record' } },
    override: { type: 'roles', help: { zh: '谁可以放行', en: 'who may let it pass' } },
  },
  build: (values, common, { report, vocabulary, entries, block, locale }): Require | null => {
    const before = get(values, 'before', 'events')!
    const [need, asked] = [get(values, 'need', 'facts') ?? [], get(values, 'asked', 'disclosureFacts') ?? []]
    if (need.length + asked.length === 0) {
      report.error(
        block.entries[0]!.value,
        'key-missing',
        { zh: '这条规则还缺「须有」或「须问」', en: 'this rule has neither `need` nor `asked`' },
        locale === 'zh' ? '须有:' : 'need:',
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
    const mode = modeOf(get(values, 'mode', 'mode'), before, vocabulary)
    const override = get(values, 'override', 'roles') ?? []
    return { ...common, kind: 'require', before, need, asked, mode, override, record: common.record || mode === 'record' }
  },
  sentence: (values, vocabulary) => {
    const before = get(values, 'before', 'events')!
    const [need, asked] = [get(values, 'need', 'facts') ?? [], get(values, 'asked', 'disclosureFacts') ?? []]
    const zh = [
      ...(need.length ? [`须有 ${need.map(path => pathName(vocabulary, path, 'zh')).join('、')}`] : []),
      ...(asked.length ? [`须问过 ${asked.map(path => pathName(vocabulary, path, 'zh')).join('、')}`] : []),
    ]
    const en = [...(need.length ? [`needs ${need.join(', ')}`] : []), ...(asked.length ? [`asks ${asked.join(', ')}`] : [])]
    return {
      zh: `${listed(before, 'zh', vocabulary)}之前${zh.join('，')}`,
      en: `${listed(before, 'en', vocabulary)} ${en.join(' and ')}`,
    }
  },
}
