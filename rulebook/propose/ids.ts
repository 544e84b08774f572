/** Ids of a draft: short, readable, each once. */
export function idsOf(taken: Iterable<string>): (word: string) => string {
  const used = new Set(taken)
  const next = new Map<string, number>()
  return word => {
    const plain =
      word
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^[-\d]+|-+$/g, '')
        .slice(0, 50) || 'rule'
    let id = plain
    for (let n = next.get(plain) ?? 2; used.has(id); n++) {
      id = `${plain}-${n}`
      next.set(plain, n + 1)
    }
    used.add(id)
    return id
  }
}
