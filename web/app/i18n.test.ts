import i18next from 'i18next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languageNames, showLanguage } from './language.ts'

const sources = import.meta.glob('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }) as Record<string, string>
/** Each catalogue by the file that declares it. */
const loaded = import.meta.glob(['../**/*labels.ts', './punctuation.ts'], { eager: true })
const isTest = (file: string) => /\.test\.tsx?$|\/testing\/|\/gallery\//.test(file)
const product = Object.entries(sources).filter(([file]) => !isTest(file))
const labelFiles = product
  .filter(([, text]) => /\/i18n\.ts'/.test(text) && /\b(?:catalogue|words)\(\s*'/.test(text))
  .map(([file]) => file)
const cjk = /\p{Script=Han}/u

/** Chinese that is no word of a screen, each with the reason why it stands in code. */
const notOfTheScreen: Record<string, string> = {
  './language.ts': 'the name of a language, in that language, for whoever looks for it',
  '../features/desk/ending-labels.ts': 'reasons that are recorded with the contact, in the language of the site',
  '../features/desk/quick.ts': 'answers of customers that are recorded as they stand, in the language of the site',
  '../features/notices/notice-draft.ts': 'how departments write addresses',
  '../features/people/recipients.tsx': 'reads roles in a standard',
  '../features/standards/read.ts': 'reads keys of a standard',
  '../features/standards/editing/add-rule.tsx': 'writes a rule into a standard',
  '../features/standards/editing/block-edit.ts': 'writes a rule into a standard',
  '../features/standards/editing/completion.ts': 'reads the language of standards',
  '../features/standards/editing/completions.ts': 'reads and writes the language of standards',
  '../features/standards/editing/condition-completions.ts': 'reads and writes the language of standards',
  '../features/standards/editing/phrases.ts': 'CodeMirror has its English itself',
  '../features/standards/editing/rule-blocks.ts': 'reads the language of standards',
  '../features/standards/editing/rule-language.ts': 'reads the language of standards',
  '../features/standards/editing/skeletons.ts': 'writes a rule into a standard',
  '../features/standards/editing/value-completions.ts': 'writes the language of standards',
  '../features/welcome/plan-addresses.tsx': 'an address as it is pasted',
  '../ui/day-spans.ts': 'reads hours as people type them',
  '../features/welcome/one-department.ts': 'writes a rule into a standard',
  '../features/welcome/plan.ts': 'reads figures in titles of clauses',
  '../features/welcome/template-contents.tsx': 'reads the mode of a rule',
  '../ui/handbook/change-block.tsx': 'writes a rule into a standard',
  '../ui/handbook/decisions.ts': 'reads keys of a standard',
  '../ui/rule-figure.ts': 'reads the words of a rule',
  '../ui/term-labels.ts': 'reads terms in the words of clauses',
}

/** A source without its comments; a pattern that looks like one is kept. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/[^\n]*/g, '$1')

describe('words of the screens', () => {
  it('stand in label files: no component has Chinese of its own', () => {
    const found = product
      .filter(([file, text]) => !labelFiles.includes(file) && !(file in notOfTheScreen) && cjk.test(withoutComments(text)))
      .map(([file]) => file)
      .filter(file => !/\/(?:feature|labels\.en)\.ts$/.test(file))
    expect(found).toEqual([])
  })

  it('the exceptions are needed', () => {
    const stale = Object.keys(notOfTheScreen).filter(file => !sources[file] || !cjk.test(withoutComments(sources[file])))
    expect(stale).toEqual([])
  })
})

describe('every catalogue in English', () => {
  beforeAll(() => showLanguage('en'))
  afterAll(() => showLanguage('zh'))

  const namespaces = () => Object.keys(i18next.store.data.zh ?? {})
  const wordsOf = (language: 'zh' | 'en', namespace: string) =>
    i18next.getResourceBundle(language, namespace) as Record<string, string>
  const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(m => m[1]!).sort()

  it('is there', () => {
    expect(labelFiles.filter(file => !(file in loaded))).toEqual([])
    expect(namespaces().length).toBeGreaterThanOrEqual(labelFiles.length)
  })

  it('says every word without Chinese, but for examples of addresses and names, and the name that the authenticator shows', () => {
    const chinese = namespaces().flatMap(namespace =>
      Object.keys(wordsOf('zh', namespace)).flatMap(key => {
        const shown = [i18next.t(key, { ns: namespace, count: 1 }), i18next.t(key, { ns: namespace, count: 2 })]
        return shown.some(text => cjk.test(text)) ? [`${namespace} ${key}`] : []
      }),
    )
    expect(chinese.sort()).toEqual([
      'notices areasHint',
      'notices placesHint',
      'notices placesPlaceholder',
      'notices placesUnclear',
      'second-factor enterHint',
      'welcome siteExample',
      'welcome unitExample',
    ])
  })

  it('fills in what the Chinese words fill in', () => {
    const differing = namespaces().flatMap(namespace =>
      Object.entries(wordsOf('zh', namespace)).flatMap(([key, zh]) => {
        const en = wordsOf('en', namespace)[key]!
        return JSON.stringify(blanks(zh)) === JSON.stringify(blanks(en)) ? [] : [`${namespace} ${key}: ${en}`]
      }),
    )
    expect(differing).toEqual([])
  })

  it('no two catalogues share a name', () => {
    const declared = labelFiles.flatMap(file =>
      [...sources[file]!.matchAll(/\b(?:catalogue|words)\(\s*'([^']+)'/g)].map(m => m[1]!),
    )
    expect(declared).toEqual([...new Set(declared)])
  })

  it('tells one from several', () => {
    expect(i18next.t('rules', { ns: 'standards', count: 1 })).toBe('1 rule')
    expect(i18next.t('rules', { ns: 'standards', count: 2 })).toBe('2 rules')
    expect(i18next.t('contacts', { ns: 'standards', count: '1,204' })).toBe('1,204 contacts')
  })

  it('names each language in that language', () => {
    expect(languageNames).toEqual({ zh: '中文', en: 'English' })
  })
})
