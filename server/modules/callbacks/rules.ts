import type { Callback } from '@sansheng/contract/callbacks.ts'
import type { Facts } from '@sansheng/rulebook/vocabulary'

/** R136, R160: how, with what result, and at which attempt. */
export function callbackFacts(
  { method, result }: Pick<Callback, 'method' | 'result'>,
  earlier: number,
): { callback: NonNullable<Facts['callback']> } {
  return { callback: { method, result, attempts: earlier + 1 } }
}
