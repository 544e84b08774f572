/** What happens by itself: a step is reminded of, and escalated when its time is over. */
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { recordStep, take } from './commands.ts'
import type { ApprovalsNeeds } from './needs.ts'
import { type DuePayload, escalationRecipients, notifyApprovers, notifyOf } from './reminders.ts'
import { answersOf, markEscalated, stepsOf } from './store.ts'

export function approvalsJobs(needs: ApprovalsNeeds): JobHandlers {
  return {
    'approvals.remind': async (ctx, job) => {
      const { siteId, id, step: n } = job.payload as DuePayload
      const { caseRow, row } = await take(ctx, needs, siteId, id)
      const step = (await stepsOf(ctx, siteId, [id])).find(s => s.n === n)
      if (row.state !== 'waiting' || step?.state !== 'waiting') return null
      await recordStep(ctx, needs, caseRow, row, 'approval.reminded', { rule: step.rule_id, step: n })
      await notifyApprovers(ctx, needs, siteId, row, step.roles, await answersOf(ctx, siteId, [id]))
      return null
    },
    'approvals.escalate': async (ctx, job) => {
      const { siteId, id, step: n } = job.payload as DuePayload
      const { caseRow, row } = await take(ctx, needs, siteId, id)
      const step = (await stepsOf(ctx, siteId, [id])).find(s => s.n === n)
      if (row.state !== 'waiting' || step?.state !== 'waiting' || step.escalated_at !== null) return null
      await markEscalated(ctx, siteId, id, n)
      await recordStep(ctx, needs, caseRow, row, 'approval.escalated', {
        rule: step.rule_id,
        clause: step.clause.number,
        step: n,
      })
      const persons = await escalationRecipients(ctx, siteId, row)
      await notifyOf(ctx, needs, siteId, row, persons, 'escalate')
      return null
    },
  }
}
