/** What a module may ask the standard: every answer names the clause that it came from. */
import { standard } from '@sansheng/rulebook/testing'
import { expect, test } from 'vitest'
import type { Ctx } from '../../platform/ctx.ts'
import { world } from '../../platform/testing/world.ts'

const w = await world()
const withoutStandard = await w.site()
const ask = <T>(question: (ctx: Ctx) => Promise<T>) => w.app.transact.write(w.app.origin, question)
const clause = { number: '1', title: '条款' }

test('without a standard nothing is answered', async () => {
  expect(await ask(ctx => ctx.kernel.decide(ctx, withoutStandard, 'take', []))).toBeNull()
  expect(await ask(ctx => ctx.kernel.phrases(ctx, withoutStandard, '我不知道'))).toEqual([])
})

test('the rules of the standard in force decide, order, score, price, script and ask for consent', async () => {
  await w.publish(
    standard([
      'rule: decide\nid: take\nask:\n- Are the papers complete? no → wait: Bring the receipt\notherwise: accept',
      'rule: order\nid: hall\nsort:\n- customer.elder\n- first come',
      'rule: score\nid: visit\nitems:\n- Greeted 60 points\n- Followed up 40 points\nbands:\n- good 90 points\n- poor',
      '规则: 收费\n编号: upkeep\n费项: 物业费\n单价: 2.80 元/平方米·月\n应缴日: 每月 20 日',
      'rule: script\nid: silent\non: call.answered\nsteps:\n- say Hello\n- wait 3 s\n- end silent',
      'rule: phrase\nid: unsure\nforbid:\n- 我不知道 → 我马上为您查询\nwhere: talk',
      "rule: approve\nid: hand-over\nbefore: ticket.transferred\nwhen: ticket.field == 'estate'\nconsent: role:director",
    ]),
  )
  const { siteId } = w
  expect(await ask(ctx => ctx.kernel.decide(ctx, siteId, 'take', [{ answer: 'no' }]))).toMatchObject({
    ruleId: 'take',
    clause,
    decision: { state: 'decided', outcome: 'wait', reason: 'Bring the receipt' },
  })
  const list = [
    { id: 'first', since: 1, facts: {} },
    { id: 'elder', since: 2, facts: { customer: { elder: true } } },
  ]
  const ordered = await ask(ctx => ctx.kernel.order(ctx, siteId, 'hall', list))
  expect(ordered).toMatchObject({ clause, placed: [{ id: 'elder' }, { id: 'first' }] })
  expect(await ask(ctx => ctx.kernel.score(ctx, siteId, 'visit', { Greeted: 60, 'Followed up': 35 }))).toMatchObject({
    clause,
    scored: { state: 'scored', total: 95, band: 'good' },
  })
  expect(await ask(ctx => ctx.kernel.charge(ctx, siteId, 'upkeep', { month: '2026-11', area: 10_000 }))).toMatchObject({
    clause,
    fee: { cents: 28_000 },
    dueOn: '2026-11-20',
  })
  const begun = await ask(ctx => ctx.kernel.script(ctx, siteId, 'silent', { facts: {} }))
  expect(begun).toMatchObject({ clause, step: { do: 'say', text: 'Hello' } })
  const next = await ask(ctx => ctx.kernel.script(ctx, siteId, 'silent', { state: begun!.state, facts: {} }))
  expect(next).toMatchObject({ step: { do: 'wait' } })
  expect(await ask(ctx => ctx.kernel.phrases(ctx, siteId, '这个我不知道'))).toMatchObject([
    { ruleId: 'unsure', clause, phrase: '我不知道', from: 2, to: 6, say: '我马上为您查询' },
  ])
  const consents = (field: 'estate' | 'water') =>
    ask(ctx => ctx.kernel.approval(ctx, siteId, 'ticket.transferred', { ticket: { field } }))
  expect(await consents('estate')).toMatchObject([{ ruleId: 'hand-over', clause, steps: [{ roles: ['director'] }] }])
  expect(await consents('water')).toEqual([])
})

test('a rule of another kind, or one that is not there, answers nothing', async () => {
  expect(await ask(ctx => ctx.kernel.score(ctx, w.siteId, 'take', {}))).toBeNull()
  expect(await ask(ctx => ctx.kernel.order(ctx, w.siteId, 'nowhere', []))).toBeNull()
})
