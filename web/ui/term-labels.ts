import { facts, type Unit, units } from '@sansheng/rulebook/vocabulary'

/** `30 min` → `30 分钟`, `by ticket.promisedAt` → `工单答应时间`; what is neither stays as the standard has it. */
export function termWords(given: string): string {
  // one of several terms comes with its condition; which one applied is told by the explanation
  const within = given.split(/\s+when\s+/)[0]!
  const plain = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(within.trim())
  const unit = plain ? units[plain[2] as Unit] : undefined
  if (plain && unit) return `${plain[1]} ${unit.zh}`
  const fact = /^(?:by:?\s*)?([a-z]+)\.([A-Za-z]+)$/.exec(within.trim())
  const group = fact ? facts[fact[1] as keyof typeof facts] : undefined
  const field = group ? (group.fields as Record<string, { zh: string }>)[fact![2]!] : undefined
  return group && field ? `${group.zh}${field.zh}` : within
}
