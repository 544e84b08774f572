import { type TicketDraft, tickets } from '@sansheng/contract/tickets.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { world } from '../../platform/testing/world.ts'

const base = await world()
const contact = drafts.contact({ phone: '13800002046', customer: { name: '周女士' } })

async function site() {
  const w = await base.fresh()
  const agent = await w.as('agent')
  const register = (title: string, more: Partial<TicketDraft> = {}) =>
    w.a.ticket({ by: agent, contact, kind: 'inquiry', category: '水质', title, ...more })
  return { w, agent, register }
}

const leak = site().then(async ({ agent, register }) => {
  await register('槐荫里 7 栋 DN20 阀门漏水', { description: '表前阀锈死，𠮷里也停水', address: '临川路 3 号' })
  return agent
})

test.each([
  ['漏', 1],
  ['阀门漏', 1],
  ['７栋', 1],
  ['7栋', 1],
  ['ＤＮ20', 1],
  ['𠮷里', 1],
  ['周女士', 1],
  ['2046', 1],
  ['0000', 0],
  ['水质', 1],
  ['锈死', 1],
  ['ZX-2026', 1],
  ['门阀', 0],
  ['阀门 锈死', 1],
  ['-001', 1],
  ['ZX-2026 漏水', 1],
  ['漏水 ZX-2027', 0],
  ['-001 2046', 1],
  ['20 dn', 1],
  ['20 dn30', 0],
])('“%s” finds %i of one ticket', async (q, found) => {
  const agent = await leak
  const page = await agent.ok(tickets.search, { query: { q } })
  expect([page.items.length, page.total]).toEqual([found, found])
})

test('search finds what a scan of all texts finds, whatever part of them is asked for', async () => {
  const { w, agent, register } = await site()
  const characters = fc.constantFrom(...'水管漏无家中表阀𠮷，１a ')
  const titles = fc.sample(
    fc.array(characters, { minLength: 3, maxLength: 12 }).map(c => `题${c.join('')}`),
    { numRuns: 60, seed: 7 },
  )
  for (const title of titles) await register(title)
  const query = fc.array(characters, { minLength: 1, maxLength: 5 }).map(c => c.join(''))
  await fc.assert(
    fc.asyncProperty(query, async q => {
      fc.pre(q.trim() !== '')
      const words = q.normalize('NFKC').trim().split(/\s+/)
      // one width, one case, no spaces: the same on both sides, and then nothing but a scan
      const { rows } = await w.database.pool.query(
        `select t.number from tickets t join contacts k on k.id = t.contact_id join customers u on u.id = t.customer_id
         where t.site_id = $2 and (select bool_and(exists (select from unnest(array[t.number, t.title, t.category, t.address, t.description, u.name, right(k.phone, 4)]) f
           where replace(lower(normalize(f, nfkc)), ' ', '') like '%' || word || '%')) from unnest($1::text[]) word)
         order by t.registered_at desc, t.id desc`,
        [words, w.siteId],
      )
      const page = await agent.ok(tickets.search, { query: { q, limit: 200 } })
      expect(page.total).toBe(rows.length)
      expect(page.items.map(t => t.number)).toEqual(rows.map(r => r.number))
    }),
    { numRuns: 60 },
  )
})

test('a long search is read on page by page with the same total', async () => {
  const { agent, register } = await site()
  for (let n = 0; n < 60; n++) await register(`题 ${n}`)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await agent.ok(tickets.search, { query: { q: '题', limit: 25, ...(after ? { after } : {}) } })
    expect(page.total).toBe(60)
    seen.push(...page.items.map(t => t.id))
    after = page.next ?? undefined
  } while (after)
  expect(new Set(seen).size).toBe(60)
})

test('what was corrected is found by its new words only, and closed ones can be left out', async () => {
  const { agent, register } = await site()
  const made = await register('咨询营业时间')
  await agent.ok(tickets.change, { params: { id: made.id }, body: { title: '咨询过户手续', version: made.version } })
  expect((await agent.ok(tickets.search, { query: { q: '营业时间' } })).total).toBe(0)
  expect((await agent.ok(tickets.search, { query: { q: '过户手续' } })).total).toBe(1)
  await agent.ok(tickets.close, { params: { id: made.id }, body: { result: '已告知' } })
  expect((await agent.ok(tickets.search, { query: { q: '过户手续', open: true } })).total).toBe(0)
})

test('another site finds nothing of this one', async () => {
  const { w, register } = await site()
  await register('水管漏水')
  const elsewhere = await w.site()
  const stranger = await w.as('agent', { siteId: elsewhere })
  const page = await stranger.ok(tickets.search, { params: { siteId: elsewhere }, query: { q: '水' } })
  expect([page.items, page.total]).toEqual([[], 0])
})

test('a search of nothing but signs and blanks is answered', async () => {
  const { agent } = await site()
  for (const q of ['%', '_', "'", '\\', '。', '\u00a0'])
    expect([200, 400]).toContain((await agent.call(tickets.search, { query: { q } })).status)
})
