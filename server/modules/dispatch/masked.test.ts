import { dispatch } from '@sansheng/contract/dispatch.ts'
import { people } from '@sansheng/contract/people.ts'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

test('a site lets names and numbers stand masked on its dispatch forms', async () => {
  const w = await world({ until: 'test' })
  const agent = await w.as('agent')
  const worker = await w.as('worker')
  const ticket = await w.a.repair({
    by: agent,
    title: '周晓明家没水',
    description: '白天打 13900001111 找他',
    fault: { phenomenon: '全屋无水', location: '周晓明家楼道', operation: '没有动过' },
    contact: { channel: 'phone', phone: '13800002046', customer: { name: '周晓明' }, address: '槐荫里 7 栋 2 单元 601' },
  })
  const instructions = '到了打 0571-88886666'
  const { id } = await agent.ok(dispatch.make, { body: { ticketId: ticket.id, workerId: worker.personId, instructions } })
  const read = () => worker.ok(dispatch.get, { params: { id } })
  expect(await read()).toMatchObject({ instructions, ticket: { customerName: '周晓明', description: '白天打 13900001111 找他' } })
  const [site] = (await w.admin.ok(people.listSites)).items.filter(s => s.id === w.siteId)
  expect(site!.maskedForms).toBe(false)
  const changed = await w.admin.ok(people.updateSite, { body: { maskedForms: true, version: site!.version } })
  expect(changed.maskedForms).toBe(true)
  expect(await read()).toMatchObject({
    instructions: '到了打 ****6666',
    ticket: {
      title: '周**家没水',
      customerName: '周**',
      description: '白天打 139****1111 找他',
      location: '周**家楼道',
      phoneMasked: '138****2046',
      address: '槐荫里 7 栋 2 单元 601',
    },
  })
})
