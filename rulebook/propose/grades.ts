/** Grades: bands of points with their names, and the share of all that may have them. */
import type { Context } from './context.ts'
import type { Draft, Line } from './draft.ts'

const bandWord =
  '(优秀|良好|达标|合格|不合格|基本合格|称职|优|良|中|差|不达标|未达标|一般|较差|[A-E]\\s?级?|[一二三四五]星级?|[一二三]等(?:奖)?|甲级?|乙级?|丙级?)'
const bandForms = [
  new RegExp(
    `(\\d{2,3}(?:\\.\\d)?)\\s*分?\\s*(?:\\([^)]*\\))?\\s*(?:及以上|以上|（含）以上|\\(含\\)以上|及其以上)[^\\d，。；;]{0,8}?${bandWord}`,
    'gu',
  ),
  new RegExp(
    `(\\d{2,3}(?:\\.\\d)?)\\s*分?\\s*(?:（含）|\\(含\\))?\\s*(?:-|－|—|~|～|至|到)\\s*\\d{2,3}\\s*分?[^\\d，。；;]{0,10}?${bandWord}`,
    'gu',
  ),
  new RegExp(
    `${bandWord}[^\\d，。；;]{0,8}(?:≥|>=|不低于|在)?\\s*(\\d{2,3}(?:\\.\\d)?)\\s*分?\\s*(?:及以上|以上|（含）以上)`,
    'gu',
  ),
  new RegExp(`${bandWord}[:：（(]?\\s*(\\d{2,3})\\s*分?\\s*(?:-|－|—|~|～|至|到)\\s*\\d{2,3}\\s*分`, 'gu'),
]
const rest = /(\d{2,3})\s*分?\s*以下[^\d，。；;]{0,6}?(不合格|不达标|未达标|差|较差|不称职|D级?)/u
const quotaForm = new RegExp(
  `${bandWord}[^\\d。；;]{0,20}?(?:不(?:得)?超过|不高于|≤|最多|占|至多)[^。；;%]{0,16}?(\\d{1,2}(?:\\.\\d)?)\\s*[%％]`,
  'gu',
)

/** Bands of a sheet with their quotas; they may stand in one sentence or in a whole paragraph. */
export function scoresIn({ paragraph, at, following }: Context): Draft[] {
  if (at !== 0 || !/分/.test(paragraph) || !/优|良|合格|达标|[A-E]\s?级|星|甲|等/.test(paragraph)) return []
  const bands = new Map<string, number>()
  const text = paragraph.slice(0, 1500)
  for (const [i, form] of bandForms.entries())
    for (const match of text.matchAll(form)) {
      const [figure, name] = i < 2 ? [match[1]!, match[2]!] : [match[2]!, match[1]!]
      const points = Number(figure)
      if (points > 0 && points <= 200 && !bands.has(name) && ![...bands.values()].includes(points)) bands.set(name, points)
    }
  if (bands.size < 2) return []
  const sorted = [...bands].sort((a, b) => b[1] - a[1])
  const low = rest.exec(text)?.[2]
  const quotas = [...[text, ...following().slice(0, 2)].join('\n').matchAll(quotaForm)]
    .filter(([, name]) => bands.has(name!))
    .map(match => `${match[1]} ${Number(match[2])}%`)
  const lines: Line[] = [
    ['items', ['总评 100 分']],
    ['bands', [...sorted.map(([name, points]) => `${name} ${points} 分`), ...(low && !bands.has(low) ? [low] : [])]],
  ]
  const once = [...new Map(quotas.map(line => [line.split(' ')[0]!, line])).values()]
  if (once.length > 0) lines.push(['quota', once])
  return [
    {
      kind: 'score',
      amount: [...sorted.map(([, points]) => `${points} 分`), ...once.map(line => line.split(' ')[1]!)].join('，'),
      word: `grade-from-${String(sorted[0]![1]).replace('.', '-')}`,
      lines,
      why: {
        zh: '写有分数段和等级；评分项目没有写在这里，先写一项总评 100 分',
        en: 'bands are written; the items are not, so one of 100 points stands in',
      },
      sure: true,
    },
  ]
}
