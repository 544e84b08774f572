import type { Phrase } from './rule-sheets.ts'
import { get, type KindSchema } from './schema.ts'
import { printWords } from './words.ts'

/** Words that must not be used, or words of which one must be. */
export const phrase: KindSchema = {
  kind: 'phrase',
  keys: {
    forbid: {
      type: 'phrases',
      help: { zh: '不许说的话；箭头后面写改说什么', en: 'what must not be said; after an arrow, what to say instead' },
    },
    polite: { type: 'words', help: { zh: '要说的话，说了其中一句就行', en: 'what has to be said; one of them is enough' } },
    except: {
      type: 'words',
      help: { zh: '落在这些话里面的不算，例如 我想办法', en: 'violations inside these do not count' },
    },
    say: { type: 'line', help: { zh: '没有写箭头的，一律改说什么', en: 'what to say instead where no arrow says it' } },
    ignore: {
      type: 'ignorable',
      help: { zh: '标点：夹在中间的标点也忽略', en: 'punctuation between the characters is ignored too' },
    },
    where: {
      type: 'places',
      help: { zh: '口头、消息、公告、记录；不写就是处处', en: 'talk, message, notice, record; everywhere if absent' },
    },
    mode: { type: 'mode', help: { zh: '拦下、提醒或只记', en: 'block, warn or record' } },
  },
  build: (values, common, { report, entries, block, locale }): Phrase | null => {
    const [forbid, polite] = [get(values, 'forbid', 'phrases') ?? [], get(values, 'polite', 'words') ?? []]
    const except = get(values, 'except', 'words') ?? []
    if (forbid.length > 0 === polite.length > 0) {
      report.error(
        polite.length > 0 ? entries.polite!.key : block.entries[0]!.value,
        'phrase-form',
        { zh: '写「禁用」或「敬语」，二者取一', en: 'write either `forbid` or `polite`' },
        polite.length > 0 ? null : locale === 'zh' ? '禁用:' : 'forbid:',
      )
      return null
    }
    const stray = polite.length > 0 ? (entries.except ?? entries.say) : undefined
    if (stray) {
      report.error(stray.key, 'polite-key', {
        zh: `「${stray.key.text}」只和「禁用」一起写`,
        en: `\`${stray.key.text}\` goes with \`forbid\` only`,
      })
      return null
    }
    const same = except.find(text => forbid.some(line => line.text === text))
    if (same !== undefined) {
      report.error(entries.except!.value, 'except-all', {
        zh: `「${same}」既禁用又除外，等于没有写`,
        en: `\`${same}\` is both forbidden and excepted`,
      })
      return null
    }
    const mode = get(values, 'mode', 'mode') ?? 'warn'
    return {
      ...common,
      kind: 'phrase',
      forbid,
      polite,
      except,
      say: get(values, 'say', 'line') ?? null,
      ignorePunctuation: values.ignore !== undefined,
      where: get(values, 'where', 'places') ?? [],
      mode,
      record: common.record || mode === 'record',
    }
  },
  sentence: values => {
    const [forbid, polite] = [get(values, 'forbid', 'phrases'), get(values, 'polite', 'words') ?? []]
    const list = (forbid?.map(({ text }) => text) ?? polite).slice(0, 5)
    const more = (forbid ?? polite).length - list.length
    const end = { zh: more > 0 ? ` 等 ${more + list.length} 句` : '', en: more > 0 ? ` and ${more} more` : '' }
    return forbid
      ? { zh: `不说：${printWords(list, 'zh')}${end.zh}`, en: `never say: ${printWords(list, 'en')}${end.en}` }
      : { zh: `要说其中一句：${printWords(list, 'zh')}${end.zh}`, en: `say one of: ${printWords(list, 'en')}${end.en}` }
  },
}
