/** After the play goes life: every while one person takes one small step that the state of things calls for. */
import { type Callback, callbacks } from '@sansheng/contract/callbacks.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { people } from '@sansheng/contract/people.ts'
import { type TicketRow, tickets } from '@sansheng/contract/tickets.ts'
import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { Ports } from '../platform/ports.ts'
import { callersOf, isRefused, printForm } from './caller.ts'
import { chanceOf } from './chance.ts'
import { minute } from './clock.ts'
import { courses } from './courses.ts'
import { askSomething, register } from './intake.ts'
import { atTheDesk, type Play, type Stage, teamOf } from './stage.ts'
import { stories } from './stories.ts'
import type { SiteStory } from './story.ts'

export type TrafficNeeds = { app: App; ports: Pick<Ports, 'now' | 'random'>; log: Logger; password: string }

/** One step; gives what was done, null when there was nothing to do. Exported for tests: `startTraffic` calls it again and again. */
export type Step = () => Promise<string | null>

/** Begins at once; `stop` waits for the step that is under way. An error of a step is logged and stops nothing. */
export function startTraffic(needs: TrafficNeeds): { stop(): Promise<void> } {
  const chance = chanceOf(needs.ports.random(16))
  const step = traffic(needs, chance)
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  const sleep = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = step()
        .catch(error => {
          // a person at a screen may have been faster
          if (isRefused(error)) needs.log.debug(error.message)
          else needs.log.warn({ err: error }, 'a step of the demo did not go')
        })
        .then(sleep)
    }, chance.between(15, 45) * 1000)
    timer.unref()
  }
  sleep()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

type Talk = { play: Play; at: number }

export function traffic({ app, ports, password }: TrafficNeeds, chance = chanceOf(ports.random(16)), played = stories): Step {
  const callers = callersOf(app, { password, first: new Map() })
  const stages = new Map<SiteStory, Promise<Stage>>()
  let talks: Talk[] = []

  async function step(): Promise<string | null> {
    const due = talks.find(t => t.at <= ports.now())
    if (due) {
      talks = talks.filter(t => t !== due)
      await goOn(due.play)
      return 'talk'
    }
    const story = chance.draw() < 0.65 ? played[0]! : chance.pick(played)
    if (!stages.has(story)) stages.set(story, stageOf(story))
    const stage = await stages.get(story)!.catch(error => {
      stages.delete(story)
      throw error
    })
    if (chance.draw() < 0.16) {
      await goOn(newTalk(stage))
      return 'contact'
    }
    return await furtherOne(stage)
  }

  /** A talk of some minutes goes on when its time has come. */
  async function goOn(play: Play): Promise<void> {
    const { value, done } = await play.next()
    if (!done) talks.push({ play, at: value })
  }

  function newTalk(stage: Stage): Play {
    const home = chance.pick(stage.homes)
    if (chance.draw() < 0.3) return askSomething(stage, chance.pick(stage.story.questions), home)
    const matter = chance.pick(stage.story.matters)
    const course = chance.weighed(courses.filter(c => (c.kinds ?? [matter.kind]).includes(matter.kind) && c.notify === undefined))
    return register(stage, matter, home, course, () => {})
  }

  async function stageOf(story: SiteStory): Promise<Stage> {
    const desk = story.people.find(p => p.role === 'shift-leader')!.staffNumber
    const { sites } = await callers(desk).ok(people.me)
    const siteId = sites.find(s => s.site.code === story.code)!.site.id
    const as = (staffNumber: string) => callers(staffNumber, siteId)
    const ids = new Map((await as(desk).ok(people.listPersons)).items.map(p => [p.staffNumber, p.id]))
    const known = (await as(desk).ok(customers.list, { query: { limit: 200 } })).items
    const homes = story.households.flatMap(household => {
      const customer = known.find(c => c.name === household.customer.name)
      const premises = customer?.premises.find(p => p.code === household.premises.code)
      return customer && premises ? [{ ...household, customerId: customer.id, premisesId: premises.id }] : []
    })
    return {
      siteId,
      story,
      chance,
      now: ports.now,
      as,
      personId: staffNumber => ids.get(staffNumber)!,
      homes,
      runs: new Set(),
      surprises: [],
    }
  }

  /** The ticket that is most pressing goes one step further, mostly; some are forgotten, so that there is something to see. */
  async function furtherOne(stage: Stage): Promise<string | null> {
    const leader = stage.as(stage.story.people.find(p => p.role === 'shift-leader')!.staffNumber)
    const { items } = await leader.ok(tickets.list, { query: { open: true, sort: 'due', limit: 100 } })
    const able = items.filter(t => t.waitingFor === 'nobody' && !forgotten(t))
    if (able.length === 0) return null
    return await further(stage, chance.pick(able.slice(0, 12)))
  }

  return step
}

/** One in nine, known by its number, so that nobody takes it up later either. */
const forgotten = (ticket: TicketRow) => Number(/\d+$/.exec(ticket.number)?.[0] ?? 0) % 9 === 4

async function further(stage: Stage, ticket: TicketRow): Promise<string> {
  const params = { id: ticket.id }
  const desk = stage.as(deskOf(stage, ticket))
  const now = stage.now()
  const { promises, notifiedAt, acceptedAt } = await desk.ok(tickets.get, { params })
  const open = promises.find(p => p.keptAt === null && p.movedAt === null)
  if (open && Date.parse(open.dueAt) - now < 20 * minute) {
    await desk.ok(tickets.keepPromise, { params, body: { note: '已按约定给用户回电，说明进展' } })
    return 'promise'
  }
  const { items } = await desk.ok(dispatch.list, { query: { ticketId: ticket.id } })
  const form = items.find(f => f.status !== 'withdrawn')
  if (notifiedAt === null && ticket.department && ['report', 'repair', 'complaint', 'paid'].includes(ticket.kind)) {
    if (!form && ticket.kind !== 'complaint')
      await printForm(desk, (await desk.ok(dispatch.make, { body: { ticketId: ticket.id } })).id)
    await desk.ok(tickets.notifyDepartment, { params, body: {} })
    return 'notify'
  }
  if (form?.status === 'made' && form.prints === 0) {
    await printForm(desk, form.id)
    return 'print'
  }
  const team = ticket.department ? teamOf(stage.story, ticket.department.name) : null
  if (team && notifiedAt !== null && acceptedAt === null) {
    const handlerId = stage.personId(stage.chance.pick(team.workers).staffNumber)
    await stage.as(team.head.staffNumber).ok(tickets.confirm, { params, body: { handlerId } })
    return 'confirm'
  }
  if (form && team && form.status !== 'inspected') return await furtherForm(stage, form, team)
  return await finish(stage, ticket, form?.returnedAt != null, open !== undefined)
}

async function furtherForm(stage: Stage, form: Form, team: ReturnType<typeof teamOf>): Promise<string> {
  const params = { id: form.id }
  const named = stage.story.people.find(p => p.staffNumber === form.worker?.staffNumber)
  const worker = stage.as((named ?? stage.chance.pick(team.workers)).staffNumber)
  const matter = stage.story.matters.find(m => form.ticket.title?.endsWith(m.what))
  if (form.status === 'made') await worker.ok(dispatch.accept, { params, body: {} })
  if (form.status === 'accepted') await worker.ok(dispatch.arrive, { params, body: {} })
  if (form.status === 'arrived') {
    const { done = '已处理，试用正常', materials = [], agreedCents } = matter ?? {}
    const signedBy = form.ticket.customerName
    await worker.ok(dispatch.finish, {
      params,
      body: {
        workDone: done,
        materials,
        ...(agreedCents === undefined ? {} : { agreedCents }),
        ...(signedBy
          ? { opinion: 'satisfied', signedBy }
          : { opinion: 'absent', unsignedReason: '没有留名，签字的人说不清是谁' }),
      },
    })
  }
  if (form.status === 'finished') await worker.ok(dispatch.returnForm, { params, body: {} })
  if (form.status === 'returned')
    await stage.as(team.head.staffNumber).ok(dispatch.inspect, { params, body: { passed: true, note: '现场已清理，试用正常' } })
  return `form ${form.status}`
}

/** The customer is asked, then told what was promised, then the ticket is closed. */
async function finish(stage: Stage, ticket: TicketRow, worked: boolean, promised: boolean): Promise<string> {
  const desk = stage.as(deskOf(stage, ticket))
  const params = { id: ticket.id }
  const planned = (await desk.ok(callbacks.list, { query: { ticketId: ticket.id } })).items
  const wanted = worked || ticket.kind === 'complaint'
  if (wanted && !planned.some((c: Callback) => c.result !== 'unreached')) {
    const result = stage.chance.pick(['satisfied', 'satisfied', 'satisfied', 'basically', 'unreached'] as const)
    await desk.ok(callbacks.make, { body: { ticketId: ticket.id, method: 'phone', result, note: '核对本人后回访' } })
    return 'call back'
  }
  if (promised) await desk.ok(tickets.keepPromise, { params, body: { note: '办好了，已给用户回话' } })
  const matter = stage.story.matters.find(m => ticket.title.endsWith(m.what))
  await desk.ok(tickets.close, { params, body: { result: matter?.result ?? '已处理完毕' } })
  return 'close'
}

function deskOf(stage: Stage, { frontOwner }: TicketRow): string {
  const known = stage.story.people.find(p => p.staffNumber === frontOwner.staffNumber)
  return (known ?? atTheDesk(stage)).staffNumber
}
