import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import type { Me } from '@sansheng/contract/people.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { filled, type Given, type Request, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { sortForms } from './cards.tsx'
import { FormScreen } from './form.tsx'
import { FormList } from './list.tsx'
import { FormSearch, PaperSearch } from './search.ts'

const qiu = { id: 'p2', name: '邱立成', staffNumber: '2107' }
const lin = { id: 'p1', name: '林晓棠', staffNumber: '1024' }
const at = '2026-11-20T06:36:00.000Z'
const worker: Me = { ...personWith(['dispatch:read', 'dispatch:work']), person: qiu }
const agent: Me = { ...personWith(['dispatch:read', 'dispatch:make']), person: lin }
const head: Me = {
  ...personWith(['dispatch:read', 'dispatch:work', 'dispatch:inspect', 'people:read']),
  person: { id: 'p3', name: '魏建国', staffNumber: '2001' },
}
const form: Given<Form> = {
  id: 'f1',
  ticketId: 't1',
  caseId: 'k1',
  number: 'PG-20261120-001',
  status: 'made',
  department: { id: 'd1', name: '临川维修所' },
  instructions: '带 DN20 表前阀',
  madeAt: at,
  madeBy: lin,
  printedAt: at,
  prints: 1,
  printRequests: 1,
  ticket: {
    number: 'BX-20261120-001',
    kind: 'repair',
    title: '槐荫里 7 栋，家中无水',
    urgency: 'normal',
    channel: 'phone',
    receivedAt: at,
    customerName: '周文',
    phoneMasked: '138****2046',
    address: '槐荫里 7 栋',
    phenomenon: '全屋无水',
  },
  version: 2,
}

let now: Given<Form>
let asked: Request[]
let printed: number
const acts = [
  dispatch.assign,
  dispatch.accept,
  dispatch.arrive,
  dispatch.finish,
  dispatch.returnForm,
  dispatch.withdraw,
  dispatch.print,
  dispatch.printed,
  dispatch.inspect,
]
beforeEach(() => {
  now = form
  printed = 0
  asked = serve(
    reply(dispatch.list, () => ({ items: [now] })),
    reply(dispatch.get, () => now),
    reply(dispatch.workers, { items: [{ ...qiu, departments: ['临川维修所'], own: true }] }),
    ...acts.map(route => reply(route, () => now)),
  )
  vi.stubGlobal('print', () => (printed = sent().length))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const sent = () => sentOf(asked).map(({ path, body }) => ({ path: path.replace('/sites/1/', ''), body }))

const wide = matchMedia('')
/** People of the office sit at a wide screen; the worker holds a telephone. */
const onThePhone = () => vi.stubGlobal('matchMedia', () => ({ ...wide, matches: true }))
function show(address: string, who: Me) {
  const drawn =
    address === '/forms'
      ? drawAt(address, '/forms', FormList, who, FormSearch)
      : drawAt(address, '/forms/$id', FormScreen, who, PaperSearch)
  return { user: userEvent.setup({ delay: null }), ...drawn }
}

describe('the forms of a worker', () => {
  it('puts what is in his hands first, then what waits for somebody, then the rest', () => {
    const formOf = (more: Given<Form>) => filled(dispatch.get.reply, { ...form, ...more })
    const mine = formOf({ id: 'a', status: 'arrived', worker: qiu })
    const others = formOf({ id: 'b', status: 'arrived', worker: lin })
    const done = formOf({ id: 'c', status: 'returned', worker: qiu })
    const ids = Object.values(sortForms([done, others, formOf({}), mine], 'p2')).map(list => list.map(f => f.id))
    expect(ids).toEqual([['a'], ['f1'], ['c', 'b']])
  })
  it('takes a form from its card, with the version that was seen', async () => {
    onThePhone()
    const { user } = show('/forms', worker)
    await user.click(await screen.findByRole('button', { name: /接\s?单/ }))
    await waitFor(() => expect(sent()).toEqual([{ path: 'forms/f1/accept', body: { version: 2 } }]))
  })
})

describe('the dispatch form', () => {
  it('shows the worker where, who, and what nobody asked, before the paper', async () => {
    onThePhone()
    const { user } = show('/forms/f1', worker)
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('槐荫里 7 栋，家中无水')
    expect(screen.getAllByText('没有问到')).toHaveLength(2)
    expect(screen.getByText('138••••2046')).toBeTruthy()
    expect(
      within(screen.getByRole('list', { name: '进度' }))
        .getAllByRole('listitem')[0]!
        .getAttribute('aria-current'),
    ).toBe('step')
    await user.click(screen.getByRole('button', { name: '看纸单' }))
    expect(screen.getByRole('button', { name: '收起纸单' }).getAttribute('aria-expanded')).toBe('true')
  })
  it('tells what was done, with material and price to the cent, and what the customer says', async () => {
    now = { ...form, status: 'arrived', worker: qiu }
    onThePhone()
    const { user } = show('/forms/f1', worker)
    await user.click(await screen.findByRole('button', { name: /修好了/ }))
    const dialog = await screen.findByRole('dialog')
    fireEvent.change(within(dialog).getByLabelText('做了什么'), { target: { value: '换表前阀' } })
    await user.click(within(dialog).getByRole('button', { name: '加一项' }))
    fireEvent.change(await within(dialog).findByLabelText('名称'), { target: { value: 'DN20 表前阀' } })
    fireEvent.change(within(dialog).getByLabelText('单价（元）'), { target: { value: '86.4' } })
    await user.click(within(dialog).getByRole('button', { name: /完\s?工/ }))
    expect(await within(dialog).findByText('请问一声客户，再选')).toBeTruthy()
    expect(within(dialog).getByText('请选：签了，还是没有签')).toBeTruthy()
    expect(sent()).toEqual([])
    await user.click(within(dialog).getByText('基本满意'))
    await user.click(within(dialog).getByText('签了'))
    fireEvent.change(await within(dialog).findByLabelText('谁在纸上签了字'), { target: { value: '周文' } })
    await user.click(within(dialog).getByRole('button', { name: /完\s?工/ }))
    await waitFor(() =>
      expect(sent()).toEqual([
        {
          path: 'forms/f1/finish',
          body: {
            workDone: '换表前阀',
            opinion: 'basically',
            materials: [{ name: 'DN20 表前阀', quantity: 1, unit: '个', priceCents: 8640 }],
            version: 2,
            signedBy: '周文',
          },
        },
      ]),
    )
  })
  it('lets the head of the department say who goes, which is not yet that he goes', async () => {
    const { user } = show('/forms/f1', head)
    await user.click(await screen.findByRole('button', { name: /^派给维修人/ }))
    const dialog = await screen.findByRole('dialog')
    const submit = within(dialog).getByRole('button', { name: '派给他' }) as HTMLButtonElement
    expect(submit.disabled).toBe(true)
    await user.click(within(dialog).getByLabelText('维修工'))
    await user.click(await screen.findByText('邱立成 2107 临川维修所'))
    await user.click(submit)
    await waitFor(() => expect(sent()).toEqual([{ path: 'forms/f1/assign', body: { version: 2, workerId: 'p2' } }]))
  })
  it('offers the head no step of the worker as his own, and lets him write one down for him', async () => {
    now = { ...form, status: 'accepted', worker: qiu }
    const { user } = show('/forms/f1', head)
    await user.click(await screen.findByRole('button', { name: '替邱立成记到场' }))
    expect(screen.queryByRole('button', { name: /我到了/ })).toBeNull()
    await waitFor(() => expect(sent()).toEqual([{ path: 'forms/f1/arrive', body: { version: 2 } }]))
  })
  it('records that it goes to the printer, prints both copies, and that it is printed only when somebody says that the paper is out', async () => {
    const { user } = show('/forms/f1', agent)
    await user.click(await screen.findByRole('button', { name: /打印/ }))
    await waitFor(() => expect(printed).toBe(1))
    expect(sent().map(s => s.path)).toEqual(['forms/f1/print'])
    expect(screen.getByText(/第 1 联 存根/)).toBeTruthy()
    expect(screen.getByText(/第 2 联 现场/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^接\s?单/ })).toBeNull()
  })
  it('asks whether the paper that was sent is out', async () => {
    now = { ...form, prints: 0, printedAt: null, printRequests: 1 }
    const { user } = show('/forms/f1', agent)
    await user.click(await screen.findByRole('button', { name: '纸已打印出来' }))
    await waitFor(() => expect(sent()).toEqual([{ path: 'forms/f1/printed', body: { how: 'screen' } }]))
  })
  it('knows that the paper is out when its code is scanned', async () => {
    now = { ...form, prints: 0, printedAt: null, printRequests: 1 }
    show('/forms/f1?paper=1', worker)
    await waitFor(() => expect(sent()).toEqual([{ path: 'forms/f1/printed', body: { how: 'scan', paper: 1 } }]))
  })
  it('inspects with a result that somebody chose', async () => {
    now = { ...form, status: 'returned', worker: qiu }
    const { user } = show('/forms/f1', head)
    await user.click(await screen.findByRole('button', { name: /查\s?验/ }))
    const dialog = await screen.findByRole('dialog')
    const submit = within(dialog).getByRole('button', { name: /确\s?定/ }) as HTMLButtonElement
    expect(submit.disabled).toBe(true)
    await user.click(within(dialog).getByText('合格'))
    await user.click(submit)
    await waitFor(() => expect(sent()).toEqual([{ path: 'forms/f1/inspect', body: { passed: true, version: 2 } }]))
  })
  it('is taken back only with a reason', async () => {
    const { user } = show('/forms/f1', agent)
    await user.click(await screen.findByRole('button', { name: '撤回派工单' }))
    const dialog = await screen.findByRole('dialog')
    const take = within(dialog).getByRole('button', { name: '撤回派工单' }) as HTMLButtonElement
    expect(take.disabled).toBe(true)
    fireEvent.change(within(dialog).getByLabelText(/为什么撤回/), { target: { value: '客户自行修好' } })
    await user.click(take)
    await waitFor(() => expect(sent()).toEqual([{ path: 'forms/f1/withdraw', body: { reason: '客户自行修好', version: 2 } }]))
  })
})
