/** A site of a few people has one department: its standard sends every ticket there. */

const ruleBlock = /^```(?:规则|rule)[^\n]*\n[\s\S]*?^```/gm
const isRoute = /^\s*(?:规则|rule)\s*[:：]\s*(?:分派|route)\s*$/m
const ofTickets = /^\s*(?:遇|on)\s*[:：]\s*(?:工单\.登记|ticket\.registered)\s*$/m
const target = /^(\s*(?:-|派往\s*[:：]|to\s*[:：])\s*)(.+)$/

/** The text of a standard whose routing of tickets names one department in place of these; conditions and everything else stay. */
export function routedToOne(source: string, names: readonly string[], one: string): string {
  const longestFirst = [...names].sort((a, b) => b.length - a.length)
  const renamed = (line: string): string => {
    const [, mark, rest] = target.exec(line) ?? []
    const name = longestFirst.find(known => rest !== undefined && startsWithName(rest, known))
    return name === undefined ? line : `${mark}${rest!.replace(name, one)}`
  }
  return source.replace(ruleBlock, block =>
    isRoute.test(block) && ofTickets.test(block) ? block.split('\n').map(renamed).join('\n') : block,
  )
}

const startsWithName = (text: string, name: string): boolean => {
  const bare = text.replace(/^['"“]/, '')
  return bare.startsWith(name) && /^(?:['"”]?\s*$|['"”]?[\s,，、])/.test(bare.slice(name.length))
}
