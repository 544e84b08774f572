import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Notice } from '../notices.ts'

export type NoticeDetails = Pick<Notice, 'kind' | 'planned'> & { endsAt: number | null }

export function noticeFacts({ kind, planned, endsAt }: NoticeDetails): NonNullable<Facts['notice']> {
  return { kind, planned, ...(endsAt === null ? {} : { endsAt }) }
}
