/** Declared names that cannot stand, each a problem at its place. */
import type { Clash } from '../vocabulary/index.ts'
import type { Report, Text } from './text.ts'

export function reportClashes(clashes: readonly Clash<Text>[], report: Report): void {
  for (const { at, name, why, by } of clashes) {
    if (why === 'taken')
      report.error(at, 'name-taken', {
        zh: name === by ? `「${name}」这个名字已经有主` : `「${name}」的叫法已经用于「${by}」`,
        en: name === by ? `the name \`${name}\` belongs to somebody already` : `a word for \`${name}\` already means \`${by}\``,
      })
    else if (why === 'unknown')
      report.error(at, 'name-undeclared', {
        zh: `「${name}」提到的「${by}」没有定义`,
        en: `\`${name}\` is about \`${by}\`, which nothing declares`,
      })
    else
      report.error(at, 'name-different', {
        zh: `「${name}」与通用词汇里的定义不同（${by}）`,
        en: `\`${name}\` is something else in the shared vocabulary (\`${by}\`)`,
      })
  }
}
