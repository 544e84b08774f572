import { readFileSync } from 'node:fs'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { compile, publishBlockers } from '@sansheng/rulebook/engine'
import { calendarSpecs } from '@sansheng/rulebook/time'
import { describe, expect, it } from 'vitest'
import { type Hours, hoursProblem, specOfHours, usualHours } from './hours.ts'
import { routedToOne } from './one-department.ts'
import { emptyPlan, namedBy, type Plan, peopleGaps, standardOf, started, stepsOf, type Template } from './plan.ts'

const rule = (lines: string) => `\`\`\`规则\n${lines}\n\`\`\``
const routing =
  "规则: 分派\n编号: department\n遇: 工单.登记\n派往:\n- 抢修队 当 工单.紧急程度 == '抢修'\n- '水质科' 当 工单.分类 == '水质'\n- 客户服务部"
const text = `## 4 派单\n抢修队来办。\n${rule(routing)}\n${rule('规则: 分派\n编号: call-back\n遇: 回访.待办\n派往: 客户服务部')}\n`
const water = {
  name: 'water-hotline',
  title: '供水热线服务规范',
  words: '',
  source: text,
  options: [],
  clauses: [{ number: '4', title: '派单', rules: [{ kind: 'route', source: routing }] }],
} as unknown as Template
const general = { ...water, name: 'general-hotline', clauses: [] } as unknown as Template

describe('a site of a few people', () => {
  const three = started({ ...emptyPlan, kind: 'water', size: 'few' }, [general, water])

  it('has the standard of its kind, as many people as it says, and one department', () => {
    expect(three.standard).toBe('water-hotline')
    expect(three.departments.map(d => d.name)).toEqual(['客户服务部'])
    expect(three.persons.map(p => p.department)).toEqual(['客户服务部', '客户服务部', '客户服务部'])
    expect(namedBy(three, water)).toEqual(['客户服务部'])
    // whoever leads is one of them
    expect(peopleGaps(three)).toEqual([])
  })

  it('sends every ticket to its department, whatever that is called; nothing else in the text changes', () => {
    const renamed = { ...three, departments: [{ key: 0, name: '服务部' }] }
    expect(standardOf(renamed, [water])!.source).toBe(
      text.replace('- 抢修队', '- 服务部').replace("- '水质科'", "- '服务部'").replace('- 客户服务部', '- 服务部'),
    )
    // a second department of its own: the names of the standard stay
    const two = { ...renamed, departments: [...renamed.departments, { key: 1, name: '抢修队' }] }
    expect(standardOf(two, [water])!.source).toBe(text)
  })

  it('is not asked twice: what was chosen or written stays', () => {
    const written: Plan = { ...three, standard: 'general-hotline', persons: three.persons.slice(0, 1) }
    expect(started(written, [general, water])).toEqual(written)
  })
})

it('a site of several departments begins with those that the standard names, and nobody', () => {
  const plan = started({ ...emptyPlan, kind: 'water' }, [general, water])
  expect(plan.departments.map(d => d.name)).toEqual(['抢修队', '水质科', '客户服务部'])
  expect(plan.persons).toEqual([])
})

it('says which departments are empty or without a head, and who else is missing', () => {
  const person = (key: number, roles: Plan['persons'][number]['roles'], department: string | null) => ({
    key,
    name: '林',
    staffNumber: String(key),
    roles,
    department,
  })
  const plan = {
    ...emptyPlan,
    departments: ['抢修队', '水质科', '客户服务部'].map((name, key) => ({ key, name })),
    persons: [person(0, ['department-head'], '抢修队'), person(1, ['worker'], '水质科')],
  }
  expect(peopleGaps(plan)).toEqual([
    { key: 'noMembers', params: { names: '客户服务部' } },
    { key: 'noHead', params: { names: '水质科' } },
    { key: 'noLeader', params: {} },
    { key: 'noFrontDesk', params: {} },
  ])
})

it.each([
  ['general-hotline', ['技术部', '业务部', '客户服务部']],
  ['water-hotline', ['抢修队', '水质科', '营业部', '稽查科', '临川维修所', '客户服务部']],
  ['property-service', ['客户服务中心', '秩序维护部', '环境部', '工程部', '物业部']],
  ['mall-desk', ['工程部', '物业部', '营运部', '行政部', '客服部']],
  ['telecom-hall', ['网络部', '业务受理台', '装维中心', '客户服务部']],
])('the routing of %s is readable after it was changed to one department', (name, departments) => {
  const source = readFileSync(`standards/${name}.md`, 'utf8')
  const one = routedToOne(source, departments, '服务部')
  const blocks = one.match(/^```规则\n规则: 分派\n[\s\S]*?^```/gm)!.filter(block => block.includes('遇: 工单.登记'))
  for (const department of departments) expect(blocks.some(block => block.includes(`- ${department}`))).toBe(false)
  const errors = (words: string) => publishBlockers(compile(words, { vocabulary: productVocabulary })).errors.length
  expect(errors(one)).toBe(errors(source))
})

describe('opening hours', () => {
  const steps = (hours: Hours) => stepsOf({ ...emptyPlan, hours }).map(step => step.do)

  it('are those of the calendar that ships until somebody says otherwise', () => {
    expect(steps(usualHours)).toEqual(['site', 'publish'])
    expect(specOfHours(usualHours)).toEqual(calendarSpecs['cn-office'])
  })

  it('are published before the standard that counts by them', () => {
    const hours: Hours = { days: ['mon', 'sat'], spans: '9：00～12:00，13:00-20:00', holidays: false }
    expect(steps(hours)).toEqual(['site', 'hours', 'publish'])
    const day = ['09:00-12:00', '13:00-20:00']
    expect(specOfHours(hours)).toEqual({ zone: 'Asia/Shanghai', week: { mon: day, sat: day } })
  })

  it.each([
    [{ ...usualHours, days: [] }, 'never'],
    [{ ...usualHours, spans: ' ' }, 'never'],
    [{ ...usualHours, spans: '早九晚五' }, 'unread'],
    [{ ...usualHours, spans: '09:00-12:00, 11:00-13:00' }, 'unread'],
    [{ ...usualHours, spans: '00:00-24:00' }, null],
  ] as [Hours, string | null][])('of %j: %s', (hours, problem) => {
    expect(hoursProblem(hours)).toBe(problem)
  })
})
