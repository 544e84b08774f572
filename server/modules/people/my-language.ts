/** The language in which somebody reads the screens: his choice, on every device. */
import type { Language } from '@sansheng/contract/my-language.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase } from '../../platform/events/index.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import { recordOn } from './account-events.ts'
import { setLanguage } from './store.ts'

export async function changeMyLanguage(ctx: Ctx, language: Language | null): Promise<void> {
  const { personId } = mustBeStaff(ctx.actor)
  const person = await ctx.db
    .selectFrom('persons')
    .select(['id', 'home_site_id'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  await lockOrOpenCase(ctx, person.home_site_id, 'account', person.id)
  if (!(await setLanguage(ctx, person.id, language))) return
  await recordOn(ctx, person, 'person.changed', { changed: 'language', language })
}
