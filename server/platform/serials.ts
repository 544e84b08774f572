import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'

/** Milliseconds that civil time of a zone runs ahead of UTC at an instant. */
export function offsetAt(zone: string, at: number): number {
  const parts = formatter(zone).formatToParts(at)
  const part = (type: string) => Number(parts.find(p => p.type === type)?.value)
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour') % 24, part('minute'), part('second')) -
    Math.floor(at / 1000) * 1000
  )
}

/** The civil day of a zone at an instant, `YYYY-MM-DD`. */
export function civilDay(zone: string, at: number): string {
  return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 10)
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(zone: string): Intl.DateTimeFormat {
  let made = formatters.get(zone)
  if (!made) {
    const numeric = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    } as const
    made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour12: false, ...numeric })
    formatters.set(zone, made)
  }
  return made
}

/**
 * The next number for people: `BX-20261120-001`. Gapless per site, kind and civil day: the row is held until the transaction ends,
 * so ask for it as late as possible. It grows past 999 by itself.
 */
export async function nextNumber(ctx: Ctx, siteId: number, zone: string, prefix: string): Promise<string> {
  const day = civilDay(zone, ctx.now())
  const { rows } = await sql<{
    last: number
  }>`insert into serials (site_id, kind, day, last) values (${siteId}, ${prefix}, ${day}, 1)
    on conflict (site_id, kind, day) do update set last = serials.last + 1 returning last`.execute(ctx.db)
  return `${prefix}-${day.replaceAll('-', '')}-${String(rows[0]!.last).padStart(3, '0')}`
}
