/** All kinds. A new kind is a file here and a line in this table. */
import type { Kind } from '../vocabulary/index.ts'
import { approve } from './approve.ts'
import { cadence } from './cadence.ts'
import { charge } from './charge.ts'
import { deadline } from './deadline.ts'
import { decide } from './decide.ts'
import { limit } from './limit.ts'
import { order } from './order.ts'
import { phrase } from './phrase.ts'
import { require } from './require.ts'
import { route } from './route.ts'
import type { KindSchema } from './schema.ts'
import { score } from './score.ts'
import { script } from './script.ts'
import { target } from './target.ts'

export const schemas: Record<Kind, KindSchema> = {
  deadline,
  cadence,
  limit,
  require,
  decide,
  phrase,
  script,
  approve,
  route,
  target,
  score,
  order,
  charge,
}
/** Kinds that the product runs by itself; the others are checked, kept and can be evaluated, and show as `later`. */
export const running: ReadonlySet<Kind> = new Set(['deadline', 'cadence', 'limit', 'require', 'route'])
export { commonKeys, type KeySpec, type KindSchema, type TypeName } from './schema.ts'
