/** Finds what imports itself in a circle: files, and entries of a folder (files and folders that stand side by side). */

/** What stands at `from` imports what stands at each of `to`. */
export type Imports = ReadonlyMap<string, readonly string[]>

/** Groups whose members reach each other, each sorted; a file alone counts when it imports itself. Tarjan, 1972. */
export function cyclesIn(imports: Imports): string[][] {
  const index = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const found: string[][] = []
  const visit = (node: string): void => {
    index.set(node, index.size)
    lowest.set(node, index.get(node)!)
    open.push(node)
    for (const next of imports.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next)
        lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!))
      } else if (open.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, index.get(next)!))
    }
    if (lowest.get(node) !== index.get(node)) return
    const group = open.splice(open.indexOf(node))
    if (group.length > 1 || imports.get(node)?.includes(node)) found.push(group.sort())
  }
  for (const node of imports.keys()) if (!index.has(node)) visit(node)
  return found
}

/** For every folder, what its entries import of each other; an import belongs to the folder in which the two paths part. */
export function importsBySiblings(imports: Imports): Map<string, Map<string, string[]>> {
  const folders = new Map<string, Map<string, string[]>>()
  for (const [from, targets] of imports)
    for (const to of targets) {
      const [a, b] = [from.split('/'), to.split('/')]
      let depth = 0
      while (a[depth] === b[depth] && depth < a.length) depth += 1
      if (depth === a.length) continue
      const folder = a.slice(0, depth).join('/')
      const entries = folders.get(folder) ?? new Map<string, string[]>()
      entries.set(a[depth]!, [...(entries.get(a[depth]!) ?? []), b[depth]!])
      folders.set(folder, entries)
    }
  return folders
}
