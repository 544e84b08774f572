/** Which of the measured things somebody may see: by the root of what they are about. */
import type { SubjectLink } from '@sansheng/contract/subjects.ts'
import { type RawBuilder, sql } from 'kysely'
import { reach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { ownedWithinReach } from '../../platform/subjects.ts'

/** Joins `t`, number, title and owners of the root of what was measured, to its rows `x`. */
export const withRoot = (ctx: Ctx): RawBuilder<unknown> => ctx.subjects.join('x', { kind: 'root_kind', id: 'root_id' }, 't')

/** What of the joined roots `t` lies within the reach of whoever asks; what has no owner shows to those who see the whole site. */
export const theirs = (ctx: Ctx, siteId: number) => ownedWithinReach(ctx.actor, 'standards:read', siteId, 't')

/** Joins the root only where `theirs` looks at it. */
export const rootWhereNeeded = (ctx: Ctx, siteId: number) =>
  reach(ctx.actor, 'standards:read', siteId) === 'site' ? sql`` : withRoot(ctx)

type RootColumns = { root_kind: string; root_id: string; number: string | null; title: string | null }
/** The root of a measured row as a link. */
export const rootLink = (ctx: Ctx, row: RootColumns): SubjectLink => ({
  kind: row.root_kind as SubjectLink['kind'],
  id: row.root_id,
  number: row.number,
  title: row.title,
  path: ctx.subjects.pathOf(row.root_kind, row.root_id),
})
