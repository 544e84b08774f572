/** Kinds that run. A new kind is a file here and a line in this table. */
import type { Kind } from '../vocabulary.ts'
import { cadence } from './cadence.ts'
import { deadline } from './deadline.ts'
import { limit } from './limit.ts'
import { require } from './require.ts'
import { route } from './route.ts'
import type { KindSchema } from './schema.ts'

export const schemas: Partial<Record<Kind, KindSchema>> = { deadline, cadence, limit, require, route }
export { commonKeys, type KeySpec, type KindSchema, type TypeName } from './schema.ts'
