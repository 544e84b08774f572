/** Local numbers of a site are completed by its area code where they are written down and where they are looked for. */
import { completePhone, readPhone } from '@sansheng/contract/phone.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { siteById } from '../people/index.ts'

export async function wholeNumber(ctx: Ctx, siteId: number, phone: string): Promise<string> {
  // whatever is whole already, or no number, asks nothing
  return readPhone(phone)?.complete === false ? completePhone(phone, (await siteById(ctx, siteId)).areaCode) : phone
}

/** What is written down of somebody, with his number completed. */
export async function withWholeNumber<T extends { phone?: string | null | undefined }>(
  ctx: Ctx,
  siteId: number,
  draft: T,
): Promise<T> {
  return draft.phone ? { ...draft, phone: await wholeNumber(ctx, siteId, draft.phone) } : draft
}
