import { Id } from '@sansheng/contract/route.ts'
import { Type } from 'typebox'

/** The contact that is being received. */
export const DeskSearch = Type.Object({ contact: Type.Optional(Id) })
