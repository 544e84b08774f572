/** Past days replayed under a draft, and what a trial kept to itself. */
import { Type } from 'typebox'
import { RoleName } from './clocks.ts'
import { Id, Instant, PageQuery, pageOf, route, Shape, SiteParams, SiteThing } from './route.ts'
import { Source, sourceBytes } from './standards.ts'
import { RuleId, TrialAlarm, TrialReport } from './trial.ts'
import { RunRow, WhatIfChange, WhatIfRun } from './what-if.ts'

const period = { from: Type.Optional(Instant), to: Type.Optional(Instant) }

export const simulation = {
  listRuns: route({
    method: 'GET',
    path: '/sites/:siteId/what-if-runs',
    needs: 'standards:read',
    summary: 'The last runs, newest first',
    params: SiteParams,
    query: Shape({ publicationId: Type.Optional(Id) }),
    reply: Shape({ items: Type.Array(RunRow) }),
  }),
  startRun: route({
    method: 'POST',
    path: '/sites/:siteId/what-if-runs',
    needs: 'standards:read',
    summary: 'Replay past days under a draft, or under a text that waits for consent; changes nothing',
    params: SiteParams,
    bodyBytes: sourceBytes,
    body: Shape({
      /** One of both. A draft needs the right to draft. */
      source: Type.Optional(Source),
      publicationId: Type.Optional(Id),
      from: Instant,
      until: Instant,
    }),
    reply: WhatIfRun,
  }),
  getRun: route({
    method: 'GET',
    path: '/sites/:siteId/what-if-runs/:id',
    needs: 'standards:read',
    summary: 'How far a run is, and what came of it',
    params: SiteThing,
    reply: WhatIfRun,
  }),
  cancelRun: route({
    method: 'POST',
    path: '/sites/:siteId/what-if-runs/:id/cancellation',
    needs: 'standards:read',
    summary: 'Stop a run',
    params: SiteThing,
    reply: WhatIfRun,
  }),
  listChanges: route({
    method: 'GET',
    path: '/sites/:siteId/what-if-runs/:id/changes/:ruleId',
    needs: 'standards:read',
    summary: 'Subjects whose verdict would differ under a rule, oldest first; the first five hundred are kept',
    params: Shape({
      ...SiteThing.properties,
      ruleId: Type.String({ minLength: 1, maxLength: 80, examples: ['notify-department'] }),
    }),
    query: Shape(PageQuery),
    reply: pageOf(WhatIfChange),
  }),
  trialReport: route({
    method: 'GET',
    path: '/sites/:siteId/standard-trial',
    needs: 'standards:read',
    summary: 'What the standard, or the rules of it that are on trial, would have stopped and whom they would have alarmed',
    params: SiteParams,
    query: Shape(period),
    reply: TrialReport,
  }),
  listAlarms: route({
    method: 'GET',
    path: '/sites/:siteId/standard-trial/alarms',
    needs: 'standards:read',
    summary: 'The alarms of one role that a trial kept to itself, newest first',
    params: SiteParams,
    query: Shape({ ...period, role: RoleName, ruleId: Type.Optional(RuleId), ...PageQuery }),
    reply: pageOf(TrialAlarm),
  }),
}
