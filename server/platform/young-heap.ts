/**
 * The part of V8's heap in which everything begins its life. It doubles whenever much of it survives and hardly ever shrinks. In a start nearly
 * all survives, so it would grow to twenty-five megabytes that an idle system never needs; under load it may grow as ever.
 */
import { setFlagsFromString } from 'node:v8'

export const holdYoungHeap = (): void => setFlagsFromString('--semi-space-growth-factor=1')
export const letYoungHeapGrow = (): void => setFlagsFromString('--semi-space-growth-factor=2')
