import { PassThrough, Readable } from 'node:stream'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { expect, test } from 'vitest'
import { world } from '../platform/testing/world.ts'
import { handleTokens, token, type Wanted } from './token.ts'

const w = await world()
const there = await w.site({ code: 'WJ' })

async function run(work: (io: Parameters<typeof token>[1]) => Promise<number>) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await work({ stdin: Readable.from([]), stdout, stderr, env: {} })
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}
const handle = (wanted: Wanted) => run(io => handleTokens(w.app, wanted, io))
const wanted = { verb: 'create', site: 'LZ', name: '官网报修表单', permissions: ['notices:read'], sites: [], days: 30 } as const
const create = (more: object = {}) => handle({ ...wanted, permissions: [...wanted.permissions], sites: [], ...more })
const read = (secret: string, siteId: number) =>
  w.app.http.inject({
    url: `/api${notices.list.path.replace(':siteId', String(siteId))}`,
    headers: { authorization: `Bearer ${secret}` },
  })

test('a token that was made here is printed once, opens what it may, is listed, and ends when it is revoked', async () => {
  const { code, out, err } = await create()
  expect([code, out]).toEqual([0, expect.stringMatching(/^sst_\S+\n$/)])
  const secret = out.trim()
  expect([(await read(secret, w.siteId)).statusCode, (await read(secret, there)).statusCode]).toEqual([200, 404])
  const listed = await handle({ verb: 'list', site: String(w.siteId) })
  // other tests of this file make tokens, too
  const id = err.slice(0, 36)
  expect(listed.out.split('\n').find(line => line.startsWith(id))).toContain('官网报修表单  notices:read')
  expect(`${listed.out}${err}`).not.toContain(secret)
  expect((await w.admin.ok(people.listTokens)).items).toContainEqual(expect.objectContaining({ id, createdBy: null }))
  expect(await handle({ verb: 'revoke', site: 'LZ', id })).toMatchObject({ code: 0, out: expect.stringContaining('已作废') })
  expect((await read(secret, w.siteId)).json().error.code).toBe('token.revoked')
  const { rows } = await w.database.pool.query('select type, actor_kind, source from events where case_id = $1 order by seq', [
    id,
  ])
  expect(rows).toEqual([
    { type: 'token.created', actor_kind: 'system', source: 'system' },
    { type: 'token.revoked', actor_kind: 'system', source: 'system' },
  ])
})

test('it reaches the sites that are named', async () => {
  const { out } = await create({ sites: ['LZ', 'WJ'] })
  expect((await read(out.trim(), there)).statusCode).toBe(200)
  await expect(create({ sites: ['XX'] })).rejects.toThrow('没有站点“XX”')
})

test('what only staff may do, or nobody knows, is refused with what could be given', async () => {
  const { code, out, err } = await create({ permissions: ['notices:read', 'people:manage', 'no:such'] })
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain('people:manage、no:such。')
  expect(err).toContain('  notices:read  ')
  expect(err).not.toContain('  people:manage  ')
  expect(await handle({ verb: 'revoke', site: 'LZ', id: '019aa3b0-7c10-7000-8000-000000000001' })).toMatchObject({ code: 1 })
})

test.each([
  [[], 0],
  [['create', '--help'], 0],
  [['make'], 2],
  [['create', '--site', 'LZ', '--name', 'x'], 2],
  [['create', '--site', 'LZ', '--permissions', 'notices:read'], 2],
  [['create', '--site', 'LZ', '--name', 'x', '--permissions', 'notices:read', '--days', '367'], 2],
  [['list'], 2],
  [['revoke', '--site', 'LZ', '--id', 'x'], 2],
  [['list', '--site', 'LZ', '--force'], 2],
] as const)('sansheng token %j ends with %i', async (argv, code) => {
  expect((await run(io => token([...argv], io))).code).toBe(code)
})
