import { dispatch } from '@sansheng/contract/dispatch.ts'
import { type Static, Type } from 'typebox'

/** Filters of the list of forms. */
export const FormSearch = Type.Pick(dispatch.list.query, ['status', 'mine'])
export type FormSearch = Static<typeof FormSearch>

/** The code of a paper names it: whoever comes by it holds that paper. */
export const PaperSearch = Type.Partial(Type.Object({ paper: Type.Integer({ minimum: 1, maximum: 10_000 }) }))
