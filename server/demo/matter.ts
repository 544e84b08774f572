/** A matter from the first word to its end, as its course has it. */

import { callbacks } from '@sansheng/contract/callbacks.ts'
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { type Caller, printForm } from './caller.ts'
import { byDay, minute } from './clock.ts'
import type { Course } from './courses.ts'
import { needsForm, type Opened, register } from './intake.ts'
import { type Home, inMinutes, iso, later, leader, type Play, refused, type Stage, teamOf } from './stage.ts'
import type { Matter } from './story.ts'

type Scene = Opened & { stage: Stage; matter: Matter; home: Home; course: Course; params: { id: string } }

export async function* playMatter(stage: Stage, matter: Matter, home: Home, course: Course): Play {
  let opened: Opened | null = null
  yield* register(stage, matter, home, course, found => {
    opened = found
  })
  const scene: Scene = {
    ...(opened as unknown as Opened),
    stage,
    matter,
    home,
    course,
    params: { id: (opened as unknown as Opened).ticket.id },
  }
  if (course.ends === 'registered') return
  const promise = course.promise ? promised(scene) : null
  if (needsForm(matter) || matter.kind === 'complaint') yield* inTurns(stage, promise, throughDepartment(scene))
  else yield* inTurns(stage, promise, answerInWriting(scene))
}

/** Two plays of one matter, each at its own time; the second is not taken further than the first allows. */
async function* inTurns(stage: Stage, first: Play | null, second: Play): Play {
  if (!first) return yield* second
  const waiting = [
    { play: second, at: stage.now() },
    { play: first, at: stage.now() },
  ]
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.at - b.at)
    const next = waiting[0]!
    if (next.at > stage.now()) yield next.at
    const { value, done } = await next.play.next()
    if (done) waiting.shift()
    else next.at = value
  }
}

async function* promised({ stage, desk, course, params }: Scene): Play {
  const { within, ends } = course.promise!
  if (ends === 'open') return
  if (ends === 'moved') {
    yield inMinutes(stage, within - 20)
    if (!(await promiseIsOpen(desk, params))) return
    await desk.ok(tickets.promise, {
      params,
      body: { dueAt: iso(inMinutes(stage, 110)), words: '还要多等一会儿，一个半小时内再给您回话' },
    })
    yield inMinutes(stage, 80)
  } else yield inMinutes(stage, ends === 'kept' ? within * 0.7 : within + 18)
  if (await promiseIsOpen(desk, params)) await desk.ok(tickets.keepPromise, { params, body: { note: '已电话告知进展和下一步' } })
}

async function promiseIsOpen(desk: Caller, params: { id: string }): Promise<boolean> {
  const { promises } = await desk.ok(tickets.get, { params })
  return promises.some(p => p.keptAt === null && p.movedAt === null)
}

async function* answerInWriting({ stage, desk, matter, params }: Scene): Play {
  yield later(stage, [20, 200])
  yield byDay(stage.now(), stage.chance.between(5, 90))
  await desk.ok(tickets.followUp, { params, body: { note: matter.result, customerInformed: true } })
  yield later(stage, [2, 10])
  await finishUp({ desk, params, matter, stage } as Scene)
}

async function* throughDepartment(scene: Scene): Play {
  const { stage, course, desk, matter, params, ticket } = scene
  const { chance } = stage
  let formId: string | null = null
  if (ticket.notifiedAt === null) {
    if (course.notify === 'never') return
    yield inMinutes(stage, course.notify ?? chance.between(2, 6))
    if (needsForm(matter)) {
      formId = (await makeForm(scene)).id
      await printForm(desk, formId)
    }
    await desk.ok(tickets.notifyDepartment, { params, body: { note: '请尽快安排' } })
  } else if (needsForm(matter)) {
    formId = (await desk.ok(dispatch.list, { query: { ticketId: ticket.id } })).items[0]!.id
    yield later(stage, [1, 3])
    await printForm(desk, formId)
  }

  const { head, workers } = teamOf(stage.story, ticket.department?.name ?? '')
  const worker = chance.pick(workers)
  yield later(stage, course.confirm ?? (ticket.urgency === 'emergency' ? [2, 7] : [4, 24]))
  await stage.as(head.staffNumber).ok(tickets.confirm, { params, body: { handlerId: stage.personId(worker.staffNumber) } })
  if (course.ends === 'confirmed') return
  if (course.withdrawn && formId) return yield* withdraw(scene, formId)
  yield* handOn(scene, head.staffNumber, worker.staffNumber)
  yield* holdBack(scene, worker.staffNumber)
  if (formId) yield* work(scene, formId, worker.staffNumber, head.staffNumber)
  else {
    yield later(stage, [60, 200])
    await stage
      .as(head.staffNumber)
      .ok(tickets.followUp, { params, body: { note: matter.done ?? '已联系用户', customerInformed: true } })
  }
  if (course.ends) return
  yield* afterWork(scene, formId)
}

function makeForm({ stage, desk, matter, course, params }: Scene): Promise<Form> {
  const visit = course.visit ? { appointmentAt: iso(inMinutes(stage, course.visit.after)) } : {}
  const instructions = matter.instructions ? { instructions: matter.instructions } : {}
  return desk.ok(dispatch.make, { body: { ticketId: params.id, ...visit, ...instructions } })
}

async function* withdraw(scene: Scene, formId: string): Play {
  const { stage, desk, course } = scene
  yield later(stage, [10, 25])
  await desk.ok(dispatch.withdraw, { params: { id: formId }, body: { reason: course.withdrawn! } })
  yield* afterWork(scene, null)
}

/** The first time with all that is known; the second time the gate holds it. */
async function* handOn({ stage, course, params }: Scene, head: string, worker: string): Play {
  let has = worker
  for (let n = 1; n <= (course.transfers ?? 0); n++) {
    yield later(stage, [5, 15])
    const others = stage.story.people.filter(p => p.role === 'worker' && p.staffNumber !== has)
    has = stage.chance.pick(others).staffNumber
    const body = { handlerId: stage.personId(has), summary: '三问已问清，用户约在家，材料带齐', reason: '片区调整' }
    const act = () => stage.as(head).ok(tickets.transfer, { params, body })
    if (n === 1 || stage.runs.has('one-handler-transfer')) await (n === 1 ? act() : refused(stage, 'gate.denied', act))
  }
}

async function* holdBack({ stage, course, desk, params }: Scene, worker: string): Play {
  if (!course.wait) return
  yield later(stage, [8, 20])
  const by = course.wait.for === 'customer' ? desk : stage.as(worker)
  await by.ok(tickets.wait, { params, body: { waitingFor: course.wait.for, reason: course.wait.reason } })
  yield inMinutes(stage, course.wait.minutes)
  await by.ok(tickets.resume, { params, body: { reason: '可以继续了' } })
}

async function* work(scene: Scene, formId: string, worker: string, head: string): Play {
  const { stage, course, matter, home, ticket, params } = scene
  const { chance } = stage
  const by = stage.as(worker)
  const form = { id: formId }
  yield later(stage, [1, 4])
  const { appointmentAt } = await by.ok(dispatch.accept, { params: form, body: {} })
  if (course.ends === 'accepted') return
  const emergency = ticket.urgency === 'emergency'
  if (appointmentAt !== null)
    yield Math.max(stage.now() + 5 * minute, Date.parse(appointmentAt) + (course.visit?.off ?? 0) * minute)
  else yield later(stage, course.travel ?? (emergency ? [25, 80] : [20, 100]))
  await by.ok(dispatch.arrive, { params: form, body: {} })
  if (course.ends === 'arrived') return
  yield later(stage, emergency ? [70, 160] : [15, 70])
  const absent = chance.draw() < 0.12
  const signed = absent
    ? { opinion: 'absent' as const, unsignedReason: '干完时家里没有人' }
    : { opinion: chance.pick(['satisfied', 'satisfied', 'basically'] as const), signedBy: home.customer.name }
  const { materials = [], agreedCents } = matter
  const done = { workDone: matter.done ?? '已处理', materials, ...(agreedCents === undefined ? {} : { agreedCents }) }
  await by.ok(dispatch.finish, { params: form, body: { ...done, ...signed } })
  yield later(stage, [5, 40])
  await by.ok(dispatch.returnForm, { params: form, body: {} })
  if (course.ends === 'returned') return
  yield later(stage, course.inspect ?? [20, 90])
  yield byDay(stage.now(), chance.between(5, 80))
  const passed = course.rework !== true
  const note = passed ? '现场已清理，试用正常' : '接口还有渗水，返工'
  await stage.as(head).ok(dispatch.inspect, { params: form, body: { passed, note } })
  if (passed) return
  yield later(stage, [10, 30])
  const again = await scene.desk.ok(dispatch.make, { body: { ticketId: params.id, instructions: '返工：重做接口' } })
  await printForm(scene.desk, again.id)
  yield* work({ ...scene, course: { name: 'again', weight: 0 } }, again.id, worker, head)
}

async function* afterWork(scene: Scene, formId: string | null): Play {
  const { stage, desk, course, matter, params, reachable } = scene
  const { chance } = stage
  if (course.hasty) {
    yield later(stage, [3, 10])
    const close = { params, body: { result: matter.result } }
    const rules = await refused(stage, 'gate.denied', () => desk.ok(tickets.close, close))
    const override = { reason: '用户在电话里已经说明满意，不愿再接回访', rules }
    if (course.hasty === 'overridden') {
      yield later(stage, [2, 8])
      await leader(stage).ok(tickets.close, { params, body: { ...close.body, override } })
      return
    }
  }
  const results = course.callBack?.results ?? [chance.draw() < 0.8 ? 'satisfied' : 'basically']
  if (reachable || stage.story.kind !== 'water') {
    for (const result of results) {
      yield later(stage, course.callBack?.after ?? [15, 150])
      yield byDay(stage.now(), chance.between(10, 120))
      const said = result === 'unsatisfied' ? unhappy : { note: notes[result] }
      const body = { ticketId: params.id, ...(formId ? { formId } : {}), method: 'phone' as const, result, ...said }
      await desk.ok(callbacks.make, { body })
    }
  }
  yield later(stage, [4, 25])
  await finishUp(scene)
  if (!course.reopened) return
  yield later(stage, [30, 90])
  await desk.ok(tickets.reopen, { params, body: { reason: course.reopened } })
  yield later(stage, [5, 20])
  await desk.ok(tickets.followUp, { params, body: { note: '已请原师傅今天再去一趟', customerInformed: true } })
}

const notes = {
  satisfied: '核对本人，用户满意',
  basically: '用户基本满意，嫌来得晚了些',
  unreached: '响铃无人接，另择时间再打',
}

const unhappy = { reason: '修好后没有收拾干净', wants: '今天来收拾干净', note: '已道歉并约补做' }

/** Whatever was promised is kept before the end. */
async function finishUp({ desk, matter, params }: Scene): Promise<void> {
  if (await promiseIsOpen(desk, params)) await desk.ok(tickets.keepPromise, { params, body: { note: '办好了，已给用户回话' } })
  await desk.ok(tickets.close, { params, body: { result: matter.result } })
}
