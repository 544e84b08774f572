import { dispatch } from '@sansheng/contract/dispatch.ts'
import { type Static, Type } from 'typebox'

/** Filters of the list of forms. */
export const FormSearch = Type.Pick(dispatch.list.query, ['status', 'mine'])
export type FormSearch = Static<typeof FormSearch>
