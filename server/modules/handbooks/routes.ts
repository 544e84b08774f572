/** A handbook becomes a draft: nothing is kept, the caller saves what he accepts as the draft of his site. */

import { Fault } from '@sansheng/contract/fault.ts'
import { handbooks } from '@sansheng/contract/handbooks.ts'
import { localeOf } from '../../platform/fault-reply.ts'
import { type Served, serve } from '../../platform/http.ts'
import type { RunApart } from '../../platform/threads.ts'
import type { ProposeFrom } from './propose-job.ts'
import { templates } from './templates.ts'

export type HandbooksNeeds = { readApart: RunApart<{ propose: ProposeFrom }> }

export function handbooksRoutes(server: Served, { readApart }: HandbooksNeeds): void {
  serve(server, 'handbooks', handbooks, {
    listTemplates: async (ctx, { request }) => ({ items: await templates(localeOf(request), ctx.now()) }),
    propose: async (_ctx, { body, request }) => {
      const made = await readApart('propose', { ...body, locale: localeOf(request) })
      if ('problem' in made) throw new Fault('handbook.unreadable', { problem: made.problem })
      return made
    },
  })
}
