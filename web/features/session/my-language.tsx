import type { Language } from '@sansheng/contract/my-language.ts'
import { Radio } from 'antd'
import { languageNames, useLanguage } from '../../app/language.ts'
import { useMyLanguage } from '../../app/my-language.ts'
import type { SessionLabels } from './labels.ts'

/** The language of one's own screens. */
export function MyLanguage({ t }: { t: SessionLabels }) {
  const language = useLanguage()
  const choose = useMyLanguage()
  return (
    <section className="ss-sheet" style={{ padding: 24 }}>
      <h2 className="ss-h" style={{ marginBottom: 16 }}>
        {t('language')}
      </h2>
      <Radio.Group aria-label={t('language')} value={language} onChange={e => choose(e.target.value as Language)}>
        {Object.entries(languageNames).map(([value, name]) => (
          <Radio.Button key={value} value={value}>
            <span lang={value === 'zh' ? 'zh-CN' : 'en'}>{name}</span>
          </Radio.Button>
        ))}
      </Radio.Group>
      <p className="ss-12 ss-3" style={{ marginTop: 8 }}>
        {t('languageHint')}
      </p>
    </section>
  )
}
