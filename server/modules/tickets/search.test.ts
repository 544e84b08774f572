import { customers } from '@sansheng/contract/customers.ts'
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
  ['0000', 1],
  ['13800002046', 1],
  ['+86 138-0000-2046', 1],
  ['1380000204', 1],
  ['13800002047', 0],
  ['000', 0],
  ['zhounvshi', 1],
  ['zhou', 1],
  ['zns', 1],
  ['nvshi', 1],
  ['ou', 0],
  ['hou', 0],
  ['zns 漏水', 1],
  ['1e3', 0],
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
  const characters = fc.constantFrom(...`水管漏无家中表阀𠮷，１a' `)
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
         where t.site_id = $2 and (select bool_and(exists (select from unnest(array[t.number, t.title, t.category, t.address, t.description, u.name, right(k.phone, 4), case when length(word) >= 4 then k.phone end]) f
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

test('signs that a query is written with are found as they stand', async () => {
  const { agent, register } = await site()
  for (const title of ['表箱 C:\\水\\ 里', `'水':* & !管 | (阀)`, '水管']) await register(title)
  const found = async (q: string) => (await agent.ok(tickets.search, { query: { q } })).items.map(t => t.title).sort()
  expect(await found('\\')).toEqual(['表箱 C:\\水\\ 里'])
  expect(await found('水\\里')).toEqual(['表箱 C:\\水\\ 里'])
  expect(await found(`'`)).toEqual([`'水':* & !管 | (阀)`])
  expect(await found('*&!管|')).toEqual([`'水':* & !管 | (阀)`])
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

test('a ticket is found by its department and its handler, by name, sound and staff number, as they are now', async () => {
  const { w, agent, register } = await site()
  const [worker, other] = [await w.as('worker', { name: '雷师傅' }), await w.as('worker', { name: '万师傅' })]
  const head = await w.as('department-head', { name: '向主管' })
  const departmentId = await w.department('临川维修所', [head, worker, other])
  const ticket = await register('水管漏水', { departmentId })
  await register('咨询营业时间')
  await head.ok(tickets.confirm, { params: { id: ticket.id }, body: { handlerId: worker.personId } })
  const found = async (q: string) => (await agent.ok(tickets.search, { query: { q } })).items.map(t => t.id)
  for (const q of ['临川维修', 'lcwxs', 'linchuan', '雷师傅', 'lsf', worker.staffNumber, '临川维修 漏水'])
    expect([q, await found(q)]).toEqual([q, [ticket.id]])
  expect(await found('万师傅')).toEqual([])
})

test('a ticket is found by the number of its account, also after it was corrected', async () => {
  const { w, agent } = await site()
  const home = await w.a.premises({ by: agent, code: '33020417', address: '槐荫里 7 栋' })
  const ticket = await w.a.ticket({
    by: agent,
    kind: 'inquiry',
    category: '水质',
    title: '咨询水质',
    contact: { ...contact, premisesId: home.id },
  })
  const found = async (q: string) => (await agent.ok(tickets.search, { query: { q } })).total
  expect([await found('33020417'), await found('3302'), await found('0417')]).toEqual([1, 1, 1])
  const body = { title: '咨询水价', customerPhone: '13911112222', version: ticket.version }
  await agent.ok(tickets.change, { params: { id: ticket.id }, body })
  expect([await found('33020417'), await found('13911112222'), await found('13800002046')]).toEqual([1, 1, 0])
})

test('a customer who was renamed is found by the new name everywhere, and by the old one nowhere', async () => {
  const { agent, register } = await site()
  const ticket = await register('水管漏水')
  const { id } = ticket.customer!
  const { version } = await agent.ok(customers.get, { params: { id } })
  await agent.ok(customers.update, { params: { id }, body: { name: '邹女士', version } })
  const found = async (q: string) => [
    (await agent.ok(tickets.search, { query: { q } })).total,
    (await agent.ok(customers.list, { query: { q } })).items.length,
  ]
  expect([await found('邹女士'), await found('zou'), await found('周女士'), await found('zhou')]).toEqual([
    [1, 1],
    [1, 1],
    [0, 0],
    [0, 0],
  ])
})

test('parts of numbers find only for whoever may see whole ones; the whole number finds for everybody who may read', async () => {
  const { w, agent, register } = await site()
  await register('水管漏水')
  const inspector = await w.as('inspector')
  const found = async (who: typeof agent, q: string) => (await who.ok(tickets.search, { query: { q } })).total
  expect([await found(agent, '8000020'), await found(inspector, '8000020')]).toEqual([1, 0])
  expect([await found(inspector, '138 0000 2046'), await found(inspector, '2046')]).toEqual([1, 1])
})

test('a house number comes before the same digits elsewhere, page by page', async () => {
  const { agent, register } = await site()
  for (const address of ['槐荫里 7 栋 101', '槐荫里 17 栋', '桐花苑 7 号', '槐荫里 701 室', '柳营巷 70 号'])
    await register('水管漏水', { address })
  const seen: (string | null)[] = []
  let after: string | undefined
  do {
    const page = await agent.ok(tickets.search, { query: { q: '7', limit: 2, ...(after ? { after } : {}) } })
    expect(page.total).toBe(5)
    seen.push(...page.items.map(t => t.address))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual(['桐花苑 7 号', '槐荫里 7 栋 101', '柳营巷 70 号', '槐荫里 701 室', '槐荫里 17 栋'])
})

test('a search is narrowed by what the list is narrowed by', async () => {
  const { agent, register } = await site()
  await register('水管漏水')
  await register('水管漏水', { kind: 'complaint' })
  const found = async (more: object) => (await agent.ok(tickets.search, { query: { q: '漏水', ...more } })).total
  expect([await found({}), await found({ kind: 'complaint' }), await found({ kind: 'complaint', status: 'closed' })]).toEqual([
    2, 1, 0,
  ])
  expect([await found({ mine: true }), await found({ urgency: 'emergency' })]).toEqual([2, 0])
})
