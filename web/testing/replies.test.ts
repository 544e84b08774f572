import { publication } from '@sansheng/contract/publication.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { describe, expect, it } from 'vitest'
import { refusal, reply } from './replies.ts'

const request = (method: string, path: string) => ({ method, path, query: new URLSearchParams(), body: undefined })

describe('replies for tests of screens', () => {
  it('answer the route that they are named by, and one thing of it where the parameters say so', () => {
    const one = reply(tickets.get, {}, { id: 't1' })
    expect(one.answers(request('GET', '/sites/1/tickets/t1'))).toBe(true)
    expect(one.answers(request('GET', '/sites/1/tickets/t2'))).toBe(false)
    expect(one.answers(request('POST', '/sites/1/tickets/t1'))).toBe(false)
    expect(one.answers(request('GET', '/sites/1/tickets/t1/history'))).toBe(false)
    expect(reply(tickets.get, {}).answers(request('GET', '/sites/9/tickets/t2'))).toBe(true)
  })

  it('are whole by the schema, with the calmest value where nothing is given', () => {
    const list = reply(publication.list, { items: [{ id: 'b1', answers: [{ given: true }] }] })
    expect(list.to(request('GET', ''))).toMatchObject({
      items: [{ id: 'b1', note: null, trial: false, steps: [], answers: [{ given: true, byAsking: false, reason: null }] }],
      needs: [],
    })
  })

  it('leave out what the schema does not know, as the server does', () => {
    const given = { breached: 2, elsewhere: 1 }
    expect(reply(tickets.counts, given).to(request('GET', ''))).not.toHaveProperty('elsewhere')
    expect(reply(tickets.counts, given).to(request('GET', ''))).toMatchObject({ breached: 2 })
  })

  it('fit the schema of their route, or the test fails', () => {
    const wrong = JSON.parse('{"breached": "two"}')
    expect(() => reply(tickets.counts, wrong).to(request('GET', ''))).toThrow('/breached must be integer')
  })

  it('may refuse', () => {
    expect(reply(tickets.counts, () => refusal(409, 'stale', '先改过了')).to(request('GET', ''))).toMatchObject({ status: 409 })
  })

  it('do not compile in another shape', () => {
    // @ts-expect-error a figure is no text
    reply(tickets.counts, { breached: '2' })
    // @ts-expect-error there is no such state
    reply(publication.list, { items: [{ state: 'melted' }] })
    // @ts-expect-error there is no such field
    reply(publication.list, { itemz: [] })
    // @ts-expect-error the route has no such parameter
    reply(tickets.get, {}, { number: 1 })
  })
})
