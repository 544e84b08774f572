import { notifications } from '@sansheng/contract/notifications.ts'
import { people } from '@sansheng/contract/people.ts'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

test('one person resets the password of an ordinary agent, who is told by whom, at his sign-in and in his bell; the auditor sees it', async () => {
  const w = await world({ at: '2026-11-20T09:00:00+08:00', until: 'test' })
  const agent = await w.as('agent')
  const auditor = await w.as('auditor')
  const reset = async () => (await w.admin.ok(people.resetPassword, { params: { id: agent.personId } })).firstPassword!
  expect((await agent.ok(people.me)).passwordResets).toEqual([])
  // whoever reset it signs in with it himself and hides it behind a password of his own
  const hidden = await reset()
  const pretender = await w.signIn(agent.staffNumber, hidden)
  await pretender.ok(people.changePassword, { body: { current: hidden, next: 'kettle-drum-42' } })
  w.clock.move('1 h')
  const given = await reset()
  const owner = await w.signIn(agent.staffNumber, given)
  const me = await owner.ok(people.me)
  const by = expect.objectContaining({ staffNumber: 'admin' })
  const resets = [
    { at: '2026-11-20T02:00:00.000Z', by },
    { at: '2026-11-20T01:00:00.000Z', by },
  ]
  expect([me.mustChangePassword, me.passwordResets]).toEqual([true, resets])
  // nothing else can be done before it is changed
  expect((await owner.call(notifications.list)).error.code).toBe('password.change')
  await owner.ok(people.changePassword, { body: { current: given, next: 'harbour-light-77' } })
  expect((await owner.ok(people.me)).passwordResets).toEqual([])
  const bells = (await owner.ok(notifications.list)).items.filter(item => item.why === 'reset')
  expect(bells).toHaveLength(2)
  expect(bells[0]!.title).toContain('admin')
  const seen = (await auditor.ok(people.listAccountExceptions)).items.filter(e => e.person.id === agent.personId)
  expect(seen).toMatchObject([{ what: 'password', by: { staffNumber: 'admin' } }, { what: 'password' }])
})
