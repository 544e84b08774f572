import type { SubjectLink } from '@sansheng/contract/subjects.ts'
import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'
import type { Owners, Subject } from './subjects.ts'
import { isUuid } from './uuid.ts'

/** Names what people open to whoever may see it, in one statement; null for what he may not see, or what has no row. */
export async function linksOf(ctx: Ctx, siteId: number, roots: readonly Subject[]): Promise<(SubjectLink | null)[]> {
  const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`
  const wanted = [...new Map(roots.map(root => [keyOf(root), root])).values()].filter(({ id }) => isUuid(id))
  if (wanted.length === 0) return roots.map(() => null)
  const { rows } = await sql<{ kind: string; id: string; number: string | null; title: string | null; owners: Owners }>`
    select w.kind, w.id, t.number, t.title, ${ctx.subjects.ownersIn('w', { kind: 'kind', id: 'id' })} as owners
    from (select ${siteId}::int as site_id, kind, id from unnest(${wanted.map(r => r.kind)}::text[], ${wanted.map(r => r.id)}::uuid[]) as u(kind, id)) w
      ${ctx.subjects.join('w', { kind: 'kind', id: 'id' }, 't')}`.execute(ctx.db)
  const links = new Map(
    rows
      .filter(({ owners }) => ctx.subjects.shows(ctx.actor, siteId, owners))
      .map(({ kind, id, number, title }) => {
        const link = { kind: kind as SubjectLink['kind'], id, number, title, path: ctx.subjects.pathOf(kind, id) }
        return [keyOf(link), link] as const
      }),
  )
  return roots.map(root => links.get(keyOf(root)) ?? null)
}
