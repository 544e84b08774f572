import { customers } from '@sansheng/contract/customers.ts'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { refusal, reply } from '../../testing/replies.ts'
import { serve } from '../../testing/screen.tsx'
import { found } from './found.ts'
import {
  emptyPlan,
  type Made,
  nothingMade,
  ownProblems,
  type Plan,
  peopleProblem,
  promiseOf,
  type Template,
  withStandard,
} from './plan.ts'

const source = "规则: 分派\n派往:\n- 抢修队 当 工单.紧急程度 == '抢修'\n- 客户服务部"
const template = {
  name: 'water-hotline',
  title: '供水热线服务规范',
  words: '',
  source: 'text',
  clauses: [
    { number: '2.1', title: '三声之内接起', rules: [{ kind: 'limit', source: '' }] },
    { number: '4.2', title: '该谁办', rules: [{ kind: 'route', source }] },
    { number: '5.3', title: '三天一跟', rules: [{ kind: 'cadence', source: '' }] },
  ],
} as unknown as Template
const plan: Plan = {
  ...withStandard({ ...emptyPlan, unit: '澜州水务', site: '澜州热线', code: 'LZ' }, template, undefined),
  persons: [
    { key: 0, name: '雷震', staffNumber: '2201', roles: ['department-head'], department: '抢修队' },
    { key: 1, name: '林晓棠', staffNumber: '1024', roles: ['agent'], department: null },
  ],
}

describe('the own handbook', () => {
  const rule = (lines: string) => `\`\`\`规则\n${lines}\n\`\`\`\n`
  const source = `---\nstandard: own\ntitle: 手册\n---\n## 1 接听\n${rule('规则: 时限\n编号: open-one\n起: 工单.登记\n止: 工单.结案\n限: 待定\n拟议: 是')}${rule('规则: 指标\n编号: reach\n量: 达标率\n所量: nobody\n目标: >= 90%\n按: 月')}`
  const own = { name: '手册.docx', decisions: {}, proposed: { source, title: '手册', clauses: 1, proposals: [], warnings: [] } }

  it('is held up by what is wrong, not by a figure of a proposal that nobody took', () => {
    expect(ownProblems(own).map(p => p.message.zh)).toEqual([expect.stringContaining('nobody')])
    const put = { ...own, proposed: { ...own.proposed, source: source.replace('所量: nobody', '所量: open-one') } }
    expect(ownProblems(put)).toEqual([])
  })
})

describe('founding a site', () => {
  let made: Made
  const shown: string[] = []
  const tell = {
    made: (m: Made) => {
      made = m
    },
    password: (p: { password: string }) => void shown.push(p.password),
    step: () => {},
  }
  beforeEach(() => {
    made = nothingMade
    shown.length = 0
  })
  afterEach(() => vi.unstubAllGlobals())

  it('goes on after a refusal without making anything twice', async () => {
    let refuse = true
    const asked = serve(
      reply(people.createSite, { id: 7 }),
      reply(people.createDepartment, a => ({ id: `d-${(a.body as { name: string }).name}`, version: 1 })),
      reply(people.updateDepartment, { id: 'd-抢修队', version: 2 }, { id: 'd-抢修队' }),
      reply(people.createPerson, a => {
        const { staffNumber } = a.body as { staffNumber: string }
        if (refuse && staffNumber === '1024') return refusal(409, 'taken', '这个工号已经有人用了，请换一个。')
        return { person: { id: `p-${staffNumber}` }, firstPassword: `secret-${staffNumber}` }
      }),
      reply(publication.publish, {}),
    )
    await expect(found(plan, 'text', made, new Map(), tell)).rejects.toMatchObject({ code: 'taken' })
    expect(made.published).toBe(false)
    refuse = false
    const done = await found(plan, 'text', made, new Map(), tell)
    expect(done).toMatchObject({ siteId: 7, published: true })
    const count = (path: string) => asked.filter(a => a.method === 'POST' && a.path === path).length
    expect(count('/sites')).toBe(1)
    expect(count('/sites/7/departments')).toBe(2)
    expect(count('/sites/7/persons')).toBe(3)
    expect(shown).toEqual(['secret-2201', 'secret-1024'])
    expect(asked.find(a => a.method === 'PATCH')?.body).toEqual({ headId: 'p-2201', version: 1 })
    expect(asked.at(-1)?.body).toEqual({ source: 'text', trial: true })
    const grants = asked.filter(a => a.path === '/sites/7/persons').map(a => (a.body as { grants: unknown }).grants)
    expect(grants[0]).toEqual([{ role: 'department-head', scope: 'team' }])
  })

  it('publishes the hours and enters the addresses before the standard, and goes on behind an address that was refused', async () => {
    let refuse = true
    const asked = serve(
      reply(people.createSite, { id: 7 }),
      reply(customers.createPremises, a =>
        refuse && (a.body as { code?: string }).code ? refusal(409, 'taken', '这个户号已经有了。') : {},
      ),
      reply(standards.publishCalendar, {}),
      reply(publication.publish, {}),
    )
    const few: Plan = {
      ...emptyPlan,
      addresses: '槐荫里 7 栋 601\n33020417 槐荫里 7 栋 602',
      hours: { days: ['mon'], spans: '00:00-24:00', holidays: false },
    }
    await expect(found(few, 'text', made, new Map(), tell)).rejects.toMatchObject({ code: 'taken' })
    refuse = false
    const keys = new Map<string, string>()
    expect(await found(few, 'text', made, keys, tell)).toMatchObject({ published: true, hours: true })
    const sent = asked.filter(a => a.method !== 'GET').map(a => [a.path.replace('/sites/7/', ''), a.body])
    expect(sent.slice(1, 5)).toEqual([
      ['premises', { address: '槐荫里 7 栋 601' }],
      ['premises', { address: '槐荫里 7 栋 602', code: '33020417' }],
      ['premises', { address: '槐荫里 7 栋 602', code: '33020417' }],
      ['calendars/cn-office', { spec: { zone: 'Asia/Shanghai', week: { mon: ['00:00-24:00'] } } }],
    ])
    expect(sent).toHaveLength(6)
  })

  it('proposes the departments that the chosen standard routes to, and keeps those that were added', () => {
    expect(plan.departments.map(d => d.name)).toEqual(['抢修队', '客户服务部'])
    const more = { ...plan, departments: [...plan.departments, { key: 9, name: '后勤' }] }
    const other = { ...template, name: 'other', clauses: [] } as unknown as Template
    expect(withStandard(more, other, template).departments.map(d => d.name)).toEqual(['后勤'])
    expect(withStandard(more, other, template).persons[0]?.department).toBeNull()
  })

  it('says what a person still lacks', () => {
    const words = { name: '姓名', staffNumber: '工号', roles: '岗位' }
    expect(peopleProblem(plan, words)).toBeNull()
    const lacking = { ...plan, persons: [{ key: 0, name: '', staffNumber: '1', roles: [], department: null }] }
    expect(peopleProblem(lacking, words)).toEqual({ key: 'personIncomplete', params: { number: 1, what: '姓名、岗位' } })
  })

  it('presents a standard by the figures of its clauses', () => {
    expect(promiseOf(template)).toBe('三声之内接起；三天一跟。')
  })
})
