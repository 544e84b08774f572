/** A span of milliseconds for people: 4 分 40 秒, 2 小时 5 分, 3 天 1 小时. The two largest units, rounded down. */
export function spanText(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const parts = [
    [Math.floor(seconds / 86_400), '天'],
    [Math.floor(seconds / 3600) % 24, '小时'],
    [Math.floor(seconds / 60) % 60, '分'],
    [seconds % 60, '秒'],
  ] as const
  const first = parts.findIndex(([n]) => n > 0)
  if (first < 0) return '不到 1 秒'
  return parts
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ')
}
