/** An example for a schema, put together from the examples of its leaves. */
import type { TSchema } from 'typebox'

type Node = Record<string, unknown>

/** `asked` leaves out what refers to other things or goes past a gate, so that a body can be sent as it stands once its ids are real. */
export function exampleOf(schema: TSchema, isRequest = false, name = ''): unknown {
  return example(schema as unknown as Node, isRequest, name)
}

function example(node: Node, isRequest: boolean, name: string): unknown {
  const given = node.examples as unknown[] | undefined
  if (given && given.length > 0) return given[0]
  if ('const' in node) return node.const
  if ('default' in node) return node.default
  const branches = (node.anyOf ?? node.oneOf) as Node[] | undefined
  if (branches) return example(branches.find(branch => branch.type !== 'null') ?? { type: 'null' }, isRequest, name)
  if (Array.isArray(node.enum)) return node.enum[0]
  switch (node.type) {
    case 'object':
      return objectExample(node, isRequest)
    case 'array':
      return node.items && node.maxItems !== 0 ? [example(node.items as Node, isRequest, name)] : []
    case 'integer':
    case 'number':
      return node.minimum ?? 1
    case 'boolean':
      return true
    case 'string':
      return words[name] ?? '文字'
    default:
      return null
  }
}

function objectExample(node: Node, isRequest: boolean): Node {
  const required = new Set((node.required ?? []) as string[])
  const fields = Object.entries((node.properties ?? {}) as Record<string, Node>)
  return Object.fromEntries(
    fields
      .filter(([name]) => !isRequest || required.has(name) || !/^(override|.*Ids?)$/.test(name))
      .map(([name, field]) => [name, example(field, isRequest, name)]),
  )
}

/** What stands in a plain text whose schema shows no example of its own. */
const words: Record<string, string> = {
  address: '槐荫里 7 栋 2 单元 601',
  basis: '本单位约定',
  channel: 'phone',
  customerName: '周女士',
  description: '早上七点起全屋无水，对门有水。',
  head: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  id: '019aa3b0-7c10-7000-8000-000000000001',
  inspectionNote: '水压正常，现场已清理',
  instructions: '带 DN20 表前阀',
  kind: 'repair',
  location: '楼道表箱，左起第二块表',
  method: 'phone',
  note: '家有老人，说话慢一些。',
  number: 'BX-20261120-001',
  operation: '前一晚换过净水器',
  phenomenon: '全屋无水，对门有水',
  phoneMasked: '138****2046',
  prose: '从登记算起，三十分钟内通知责任部门。',
  q: '林',
  reason: '东泉路口 DN300 阀门更换',
  result: 'satisfied',
  signedBy: '周女士',
  source: 'rule: deadline\nid: notify-department\nfrom: ticket.registered\nto: ticket.notified\nwithin: 30 min',
  summary: '来电说家里没水',
  ticketNumber: 'BX-20261120-001',
  title: '家中无水',
  transferSummary: '客户已说清三问，约 17:30 后上门',
  urgency: 'normal',
  why: '第 4 条事件的哈希与内容不符',
  words: '今天 16:30 前给您电话',
  workDone: '换表前阀一个，冲洗三分钟',
}
