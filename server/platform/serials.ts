import { civilDate } from '@sansheng/rulebook/time'
import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'

/**
 * The next number for people: `BX-20261120-001`. Gapless per site, kind and civil day: the row is held until the transaction ends,
 * so ask for it as late as possible. It grows past 999 by itself.
 */
export async function nextNumber(ctx: Ctx, siteId: number, zone: string, prefix: string): Promise<string> {
  const day = civilDate(zone, ctx.now())
  const { rows } = await sql<{
    last: number
  }>`insert into serials (site_id, kind, day, last) values (${siteId}, ${prefix}, ${day}, 1)
    on conflict (site_id, kind, day) do update set last = serials.last + 1 returning last`.execute(ctx.db)
  return `${prefix}-${day.replaceAll('-', '')}-${String(rows[0]!.last).padStart(3, '0')}`
}
