import { type Selectable, sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { cover, wholeRow } from '../../platform/events/index.ts'
import { principalId } from '../../platform/principal.ts'
import type { Forms } from '../../schema.gen.ts'

export type FormRow = Selectable<Forms>

const instants = new Set([
  'appointment_at',
  'made_at',
  'printed_at',
  'accepted_at',
  'arrived_at',
  'finished_at',
  'returned_at',
  'inspected_at',
  'withdrawn_at',
  'released_at',
  'changed_at',
])
/** Columns as they are written: instants as ISO text, materials as JSON. */
function written(row: Partial<FormRow>): Record<string, unknown> {
  const value = (key: string, v: unknown) =>
    v === null ? v : instants.has(key) ? iso(v as number) : key === 'materials' ? JSON.stringify(v) : v
  return Object.fromEntries(Object.entries(row).map(([key, v]) => [key, value(key, v)]))
}

export async function insertForm(ctx: Ctx, row: FormRow): Promise<void> {
  const columns = Object.keys(row).map(c => sql.ref(c))
  const values = Object.values(written(row)).map(v => sql`${v}`)
  await sql`insert into forms (${sql.join(columns)}) values (${sql.join(values)})`.execute(ctx.db)
  cover(ctx, row.case_id, 'forms', { ...written(row), materials: row.materials })
}

export async function updateForm(ctx: Ctx, row: FormRow, patch: Partial<FormRow>): Promise<void> {
  const { row: after } = await ctx.db
    .updateTable('forms')
    .set({ ...written(patch), version: row.version + 1, changed_at: iso(ctx.now()), changed_by: principalId(ctx.actor) })
    .where('site_id', '=', row.site_id)
    .where('id', '=', row.id)
    .returning(wholeRow('forms'))
    .executeTakeFirstOrThrow()
  cover(ctx, row.case_id, 'forms', after)
}
