import { ledger } from '@sansheng/contract/ledger.ts'
import { people } from '@sansheng/contract/people.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { LedgerScreen } from './ledger.tsx'
import { LedgerSearch } from './search.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const caseId = '0198c7e4-5b6a-7000-8000-000000000001'
const overview = reply(ledger.overview, {
  events: 1204,
  cases: 88,
  key: 'ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  seals: [{ number: 12, sealedAt: '2026-11-20T06:20:00.000Z', events: 2100, cases: 3 }],
})
const list = reply(ledger.listEvents, {
  items: [
    {
      caseId,
      seq: 7,
      type: 'gate.overridden',
      at: '2026-11-20T06:30:00.000Z',
      recordedAt: '2026-11-20T06:30:00.000Z',
      actor: { kind: 'staff', id: 'p2', name: '林晓棠', staffNumber: '1024' },
      source: 'screen',
      root: { kind: 'ticket', id: caseId, number: 'BX-20261120-001', title: '东泉路口爆管', path: `/tickets/${caseId}` },
      seal: 12,
    },
    {
      caseId,
      seq: 6,
      type: 'clock.breached',
      at: '2026-11-20T06:10:00.000Z',
      recordedAt: '2026-11-20T06:10:00.000Z',
      source: 'system',
    },
  ],
  next: null,
  total: null,
})
const auditor = personWith(['ledger:verify', 'people:read'])
const draw = (address: string) => drawAt(address, '/ledger', LedgerScreen, auditor, LedgerSearch)

it('who did what, about what, under which seal; what nobody may see is not named', async () => {
  serve(overview, list, reply(people.listPersons, { items: [] }))
  draw('/ledger')
  expect(await screen.findByText('林晓棠')).toBeTruthy()
  expect(screen.getByText(/BX-20261120-001/)).toBeTruthy()
  expect(screen.getByText('第 12 次封存')).toBeTruthy()
  expect(screen.getByText('待封存')).toBeTruthy()
  expect(screen.getByText(/88 个个案，1204 条事件/)).toBeTruthy()
})

it('the address says what is looked for, in whole days of the site', async () => {
  const asked = serve(overview, list, reply(people.listPersons, { items: [] }))
  draw(`/ledger?group=exceptions&case=${caseId}&from=2026-11-01&to=2026-11-20`)
  await screen.findByText('林晓棠')
  const query = asked.find(({ path }) => path.endsWith('/ledger/events'))!.query
  expect(Object.fromEntries(query)).toMatchObject({
    group: 'exceptions',
    caseId,
    from: '2026-10-31T16:00:00.000Z',
    until: '2026-11-20T16:00:00.000Z',
  })
})

it('the ledger is recomputed on the spot, and what was changed is said with its case', async () => {
  const verified = { ok: false, cases: 88, events: 1204, seals: 12, broken: [{ caseId, seq: 7, why: '写入以后被改动' }] }
  const asked = serve(overview, list, reply(people.listPersons, { items: [] }), reply(standards.verifyLedger, verified))
  draw('/ledger')
  await userEvent.click(await screen.findByRole('button', { name: '核对全部' }))
  expect(await screen.findByText('发现 1 处被改动或缺失')).toBeTruthy()
  expect(screen.getByText(/第 7 条：写入以后被改动/)).toBeTruthy()
  await waitFor(() => expect(sentOf(asked).map(({ body }) => body)).toEqual([{}]))
})
