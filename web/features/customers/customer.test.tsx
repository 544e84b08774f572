import { customers } from '@sansheng/contract/customers.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { CustomerScreen } from './customer.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const [id, otherId] = ['0198c7e4-5b6a-7000-8000-000000000001', '0198c7e4-5b6a-7000-8000-000000000002']
const zhou = { id, name: '周碧筠', phoneMasked: '139****2222', premises: [] }
const other = { id: otherId, name: '周女士', phoneMasked: '138****2046', premises: [{ address: '槐荫里 7 栋' }] }
const agent = personWith(['customers:read', 'customers:merge', 'tickets:read'])
const served = (merged: object[] = [], likely: object[] = [other]) =>
  serve(
    reply(customers.get, zhou),
    reply(customers.same, { likely, merged } as never),
    reply(customers.list, { items: [zhou, other] } as never),
    reply(customers.merge, zhou),
    reply(customers.separate, other as never),
    reply(tickets.list, ({ query }) => ({
      items: query.get('customerId') === otherId ? [{ id: 't1', number: 'BX-1', title: '水压低' }] : [],
    })),
  )
const draw = (who = agent) => drawAt(`/customers/${id}`, '/customers/$id', CustomerScreen, who)

it('shows both records side by side, asks why, and merges into the one who stays', async () => {
  const asked = served()
  draw()
  await userEvent.click(await screen.findByRole('button', { name: '看两边' }))
  const there = screen.getByRole('region', { name: '另一条' })
  expect(within(there).getByText('138••••2046')).toBeTruthy()
  expect(within(there).getByText('槐荫里 7 栋')).toBeTruthy()
  expect(await within(there).findByText('水压低')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '合并' }))
  expect(screen.getByRole('alert').textContent).toBe('请写清理由。')
  await userEvent.type(screen.getByLabelText(/怎么知道是同一位/), '核对过户号{Enter}')
  await waitFor(() => expect(sentOf(asked).map(({ body }) => body)).toEqual([{ into: id, reason: '核对过户号' }]))
  expect(sentOf(asked)[0]!.path).toContain(`/customers/${otherId}/merge`)
})

it('by keyboard: finds another record by its name, and lets that one stay', async () => {
  const asked = served([], [])
  draw()
  const user = userEvent.setup()
  await user.type(await screen.findByRole('combobox', { name: '找另一条登记' }), '周女士')
  // the customer himself is not offered
  expect(await screen.findAllByRole('option')).toHaveLength(1)
  await user.keyboard('{ArrowDown}{Enter}')
  await user.click(await screen.findByRole('radio', { name: '保留这一位 周女士' }))
  await user.type(screen.getByLabelText(/怎么知道是同一位/), '核对过户号{Enter}')
  await waitFor(() => expect(sentOf(asked).map(({ body }) => body)).toEqual([{ into: otherId, reason: '核对过户号' }]))
})

it('says who merged what and why, and takes it back with a reason', async () => {
  const by = { kind: 'staff', id: 'p2', name: '林晓棠', staffNumber: '1002' }
  const asked = served([{ ...other, at: '2026-11-20T06:31:00.000Z', by, reason: '核对过户号' }], [])
  draw()
  expect(await screen.findByText(/^林晓棠 .* 合并$/)).toBeTruthy()
  expect(screen.getByText('理由：核对过户号')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '撤回合并' }))
  await userEvent.type(screen.getByLabelText(/为什么撤回/), '是她的母亲{Enter}')
  await waitFor(() => expect(sentOf(asked).map(({ body }) => body)).toEqual([{ reason: '是她的母亲' }]))
})

it('offers nothing to whoever may not merge', async () => {
  const asked = served()
  draw(personWith(['customers:read', 'tickets:read']))
  expect(await screen.findByRole('heading', { name: '周碧筠' })).toBeTruthy()
  expect(screen.queryByText('是同一位客户')).toBeNull()
  expect(asked.some(({ path }) => path.endsWith('/same'))).toBe(false)
})
