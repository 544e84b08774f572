import { approvals } from '@sansheng/contract/approvals.ts'
import { type Person, people } from '@sansheng/contract/people.ts'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Given, refusal, reply } from '../../testing/replies.ts'
import { drawAt, personWith, serve } from '../../testing/screen.tsx'
import { People } from './people.tsx'

const person: Given<Person> = {
  id: 'p9',
  staffNumber: '1024',
  name: '林晓棠',
  phoneMasked: null,
  active: true,
  probation: true,
  delayedUntil: '2099-01-01T00:00:00.000Z',
  grants: [{ id: 'g1', role: 'agent', scope: 'site', siteId: 1, unitId: null }],
  departments: [{ id: 'd1', siteId: 1, name: '客户服务部' }],
  version: 4,
}
const replies = [
  reply(people.listPersons, {
    items: [person, { ...person, id: 'p8', name: '韩冬', staffNumber: '1025', active: false }],
  }),
  reply(people.listDepartments, {}),
  reply(people.listUnits, {}),
]
const draw = (manages = true) =>
  drawAt('/people', '/people', People, personWith(manages ? ['people:read', 'people:manage'] : ['people:read']))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('people', () => {
  it('shows roles, department, lock and probation, and the inactive ones on demand', async () => {
    serve(...replies)
    draw(false)
    const row = (await screen.findByRole('rowheader', { name: '林晓棠' })).closest('tr')!
    for (const word of ['座席', '客户服务部', '试用期']) expect(within(row).getByText(word)).toBeTruthy()
    expect(within(row).getByText(/^密码输错/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '加员工' })).toBeNull()
    expect(screen.queryByText('韩冬')).toBeNull()
    await userEvent.click(screen.getByRole('switch', { name: '含已停用' }))
    expect(screen.getByText('韩冬')).toBeTruthy()
  })

  it('keeps what was typed when the staff number is taken, and shows the first password once', async () => {
    let tries = 0
    const asked = serve(
      ...replies,
      reply(people.createPerson, () =>
        tries++ === 0
          ? refusal(409, 'taken', '这个工号已经有人用了，请换一个。')
          : { person: { ...person, name: '叶蓁', staffNumber: '1099' }, firstPassword: 'kahu-2931-mori-tesa' },
      ),
    )
    draw()
    await userEvent.click(await screen.findByRole('button', { name: '加员工' }))
    await userEvent.type(await screen.findByLabelText('姓名'), '叶蓁')
    await userEvent.type(screen.getByLabelText('工号'), '1024{Enter}')
    expect(await screen.findByText('这个工号已经有人用了，请换一个。')).toBeTruthy()
    expect((screen.getByLabelText('姓名') as HTMLInputElement).value).toBe('叶蓁')
    await userEvent.clear(screen.getByLabelText('工号'))
    await userEvent.type(screen.getByLabelText('工号'), '1099{Enter}')
    expect(await screen.findByText('kahu-2931-mori-tesa')).toBeTruthy()
    expect(asked.filter(a => a.method === 'POST').at(-1)?.body).toMatchObject({
      staffNumber: '1099',
      grants: [{ role: 'agent', scope: 'site', siteId: 1 }],
    })
  })

  it('sends the version that was seen, so that a later change of somebody else is not lost', async () => {
    const stale = refusal(409, 'stale', '贺之远在 14:36 先改过了。您填写的内容还在，请核对后再保存。')
    const asked = serve(...replies, reply(people.updatePerson, stale, { id: 'p9' }))
    draw()
    await userEvent.click(await screen.findByRole('button', { name: '修改 林晓棠' }))
    await userEvent.type(await screen.findByLabelText('姓名'), '甲')
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    expect(await screen.findByText(/贺之远在 14:36 先改过了/)).toBeTruthy()
    expect((screen.getByLabelText('姓名') as HTMLInputElement).value).toBe('林晓棠甲')
    expect(asked.find(a => a.method === 'PATCH')?.body).toMatchObject({ version: 4, name: '林晓棠甲' })
  })
})

describe('consent of a second person', () => {
  const waiting = {
    what: 'grants',
    roles: ['director'],
    by: { id: 'p1', name: '周管理', staffNumber: 'local' },
    at: '2026-11-20T01:00:00.000Z',
  } as const
  const approval = { id: 'a1', subject: { kind: 'person', id: 'p9' }, title: '林晓棠 1024', requestedBy: waiting.by } as const

  it('says what is asked and by whom, and sends the answer', async () => {
    const asked = serve(
      ...replies,
      reply(approvals.list, { items: [approval] }),
      reply(approvals.answer, approval),
      reply(people.listPersons, { items: [{ ...person, waiting }] }),
    )
    drawAt('/people', '/people', People, personWith(['people:read', 'approvals:answer']))
    expect(await screen.findByText('周管理 要给 林晓棠 1024：主任')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '不同意' }))
    await userEvent.type(screen.getByRole('textbox', { name: '为什么不同意' }), '不认识{Enter}')
    await userEvent.click(await screen.findByRole('button', { name: '同意' }))
    const bodies = asked.filter(a => a.path.endsWith('/answer')).map(a => a.body)
    expect(bodies).toEqual([{ given: false, reason: '不认识' }, { given: true }])
  })

  it('shows the auditor what one person did alone', async () => {
    serve(
      reply(people.listAccountExceptions, {
        items: [
          {
            what: 'together',
            person: { id: 'p9', name: '林晓棠', staffNumber: '1024' },
            roles: ['administrator', 'agent'],
            by: null,
            at: null,
          },
          {
            what: 'password',
            person: { id: 'p8', name: '韩冬', staffNumber: '1025' },
            roles: [],
            by: waiting.by,
            at: waiting.at,
          },
        ],
      }),
      ...replies,
    )
    drawAt('/people', '/people', People, personWith(['people:read', 'ledger:verify']))
    await userEvent.click(await screen.findByRole('tab', { name: '没有第二人的操作' }))
    expect(await screen.findByText('林晓棠 1024 兼任：系统管理员、座席')).toBeTruthy()
    expect(screen.getByText('周管理 一个人重置了 韩冬 1025 的密码')).toBeTruthy()
  })
})
