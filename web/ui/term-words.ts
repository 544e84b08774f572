import { type Unit, units } from '@sansheng/rulebook/vocabulary.ts'

/** `30 min` → `30 分钟`; what is no plain duration (a factor, a fact) stays as the standard has it. */
export function termWords(within: string): string {
  const plain = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(within.trim())
  const unit = plain ? units[plain[2] as Unit] : undefined
  return plain && unit ? `${plain[1]} ${unit.zh}` : within
}
