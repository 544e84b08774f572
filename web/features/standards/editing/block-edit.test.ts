// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { compile } from '@sansheng/rulebook/engine'
import { schemas } from '@sansheng/rulebook/kinds'
import { type Kind, kinds } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { endOfClause, formOf, insertedBlock, writeField } from './block-edit.ts'
import { pickedOf, shapeOf, writtenOf } from './field-values.ts'
import { ruleBlocks } from './rule-blocks.ts'
import { plain, skeletonOf } from './skeletons.ts'

const text = `# 谁来通知
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
# 规范写的是三十分钟
限: 30 分钟
升级:
- 100% 给 岗位:班长
# 夜里另议
- +30 分钟 给 岗位:主任`

describe('a rule block as a form', () => {
  it('changes the line of one key and nothing else', () => {
    expect(writeField(text, 'within', ['20 分钟'])).toBe(text.replace('限: 30 分钟', '限: 20 分钟'))
    expect(writeField(text, 'within', ['30 分钟'])).toBe(text)
  })

  it('keeps the comments between the lines of a list', () => {
    expect(writeField(text, 'escalate', ['100% 给 岗位:部门主管', '+30 分钟 给 岗位:主任'])).toBe(
      text.replace('岗位:班长', '岗位:部门主管'),
    )
    const longer = writeField(text, 'escalate', ['100% 给 岗位:班长', '+30 分钟 给 岗位:主任', '+60 分钟 给 岗位:审计'])
    expect(longer).toBe(`${text}\n- +60 分钟 给 岗位:审计`)
    expect(writeField(text, 'escalate', ['100% 给 岗位:班长'])).toBe(text.split('\n').slice(0, -1).join('\n'))
  })

  it('puts a new key where the schema has it, and takes a key out', () => {
    expect(writeField(text, 'mode', ['只记'])).toBe(`${text}\n方式: 只记`)
    expect(writeField(text, 'per', ['工单'])).toContain('限: 30 分钟\n按: 工单\n升级:')
    expect(writeField(writeField(text, 'basis', ['规范']), 'basis', [])).toBe(text)
    expect(writeField(text, 'within', ['10 分钟 当 客户.长者', '30 分钟'])).toContain(
      '限:\n- 10 分钟 当 客户.长者\n- 30 分钟\n升级',
    )
  })

  it('writes the language of the block', () => {
    const english = 'rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.notified\nwithin: 30 min'
    expect(writeField(english, 'warn', ['80%'])).toBe(`${english}\nwarn: 80%`)
  })

  it.each(Object.keys(kinds) as Kind[])('opens the kind %s with every key of its schema', kind => {
    for (const locale of ['zh', 'en'] as const) {
      const form = formOf(plain(skeletonOf(kind, 'own', locale)))
      expect(form.kind).toBe(kind)
      expect(form.fields.map(f => f.key)).toEqual(expect.arrayContaining(Object.keys(schemas[kind].keys)))
      expect(form.fields.filter(f => f.required).every(f => f.lines.length > 0)).toBe(true)
    }
  })

  it('has nothing to show for a block that names no kind', () => {
    expect(formOf('编号: a')).toMatchObject({ kind: null, fields: [] })
    expect(formOf('')).toMatchObject({ kind: null, fields: [] })
  })
})

const folder = new URL('../../../../standards/', import.meta.url)
const files = readdirSync(folder).filter(file => file.endsWith('.md'))
const inherited = Object.fromEntries(files.map(file => [file.slice(0, -3), readFileSync(new URL(file, folder), 'utf8')]))

describe.each(files)('every rule of %s', file => {
  const source = inherited[file.slice(0, -3)]!
  it('goes through the form and comes back as the same rule', () => {
    let rewritten = source
    for (const block of [...ruleBlocks(source)].reverse()) {
      const given = source.slice(block.from, block.to)
      let written = given
      for (const field of formOf(given).fields) {
        if (field.lines.length === 0) continue
        expect(writeField(given, field.key, field.lines)).toBe(given)
        const shape = shapeOf(field.spec.type)
        if (shape === 'many' || shape === 'qualified')
          written = writeField(written, field.key, writtenOf(pickedOf(field.lines, shape === 'qualified')))
        // taken out and written anew, as when somebody empties the field and fills it again
        else written = writeField(writeField(written, field.key, []), field.key, field.lines)
      }
      rewritten = rewritten.slice(0, block.from) + written + rewritten.slice(block.to)
    }
    const [before, after] = [compile(source, { inherited }), compile(rewritten, { inherited })]
    const said = (c: typeof before) => c.problems.filter(p => p.severity === 'error').map(p => p.message.zh)
    expect(said(after)).toEqual(said(before))
    expect(JSON.parse(JSON.stringify(after.rulebook))).toEqual(JSON.parse(JSON.stringify(before.rulebook)))
    expect(after.rules.map(r => r.sentence)).toEqual(before.rules.map(r => r.sentence))
  })
})

describe('a new rule', () => {
  it('goes to the end of the clause of the caret', () => {
    const source = '---\nstandard: s\n---\n## 1 甲\n\n文。\n\n## 2 乙\n\n文。'
    const at = endOfClause(source, source.indexOf('文'))
    const { insert, caret } = insertedBlock(source, at, '规则: 时限')
    const done = source.slice(0, at) + insert + source.slice(at)
    expect(done).toContain('## 1 甲\n\n文。\n\n```规则\n规则: 时限\n```\n\n## 2 乙')
    expect(done.slice(0, caret).endsWith('规则: 时限')).toBe(true)
    const end = endOfClause(source, source.length)
    expect(end).toBe(source.length)
    expect(insertedBlock(source, end, 'x').insert).toBe('\n\n```规则\nx\n```\n')
  })
})
