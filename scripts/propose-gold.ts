/**
 * What `sansheng propose` should find in the five documents of the issue: the numbers of the requirements tagged T or N whose
 * figure stands in the text. `near` are the figure words only, so that the right sentence is meant; the documents themselves are
 * not part of this repository. `other`: clocks and figures of requirements with another tag, counted apart.
 */
export type GoldItem = { requirement: string; document: string; kind: string; amount: string; near: string; other?: true }

const item = (requirement: string, document: string, kind: string, amount: string, near: string): GoldItem => ({
  requirement,
  document,
  kind,
  amount,
  near,
})
const other = (...all: Parameters<typeof item>): GoldItem => ({ ...item(...all), other: true })

export const gold: GoldItem[] = [
  item('R021', '000', 'limit', '3 声', '三声'),
  item('R023', '000', 'script', '3 遍，3 秒', ''),
  item('R031', '000', 'cadence', '30 秒', '半分钟'),
  item('R066', '000', 'deadline', '约定时间', '承诺期限'),
  item('R187', '000', 'deadline', '待定', '及时'),
  item('R269', '000', 'deadline', '10 分钟', '提前10分钟'),
  item('R269', '000', 'deadline', '5 分钟', '提前5分钟'),
  other('R032', '000', 'deadline', '待定', '立即'),
  other('R033', '000', 'deadline', '待定', '马上'),
  other('R274', '000', 'deadline', '10 分钟', '不超过10分钟'),

  item('R021', '001', 'limit', '3 声', '超过三声'),
  item('R021', '001', 'limit', '3 声', '三声以内'),
  item('R024', '001', 'script', '5 秒', '无声'),
  item('R025', '001', 'script', '5 秒', '音小'),
  item('R026', '001', 'script', '5 秒', '杂音'),
  item('R097', '001', 'deadline', '30 分钟', '三十分钟'),
  item('R098', '001', 'deadline', '1 个工作日', '转入'),
  item('R098', '001', 'approve', '主任', '认可'),
  item('R127', '001', 'deadline', '10 分钟', '十分钟'),
  item('R131', '001', 'cadence', '周 1 次', '每周'),
  item('R132', '001', 'cadence', '3 天', '每三天'),
  item('R135', '001', 'deadline', '1 个工作日', '返回后'),
  item('R136', '001', 'deadline', '1 个工作日', '返回后'),
  item('R197', '001', 'require', '2 张', '二张'),
  item('R224', '001', 'charge', '每月 20 日前', '20日前'),
  item('R225', '001', 'charge', '每日 3‰', '3‰'),
  item('R231', '001', 'charge', '90%', '90%'),
  item('R233', '001', 'charge', '6 个月', '六个月'),
  item('R238', '001', 'deadline', '待定', '提前××'),
  item('R300', '001', 'cadence', '待定', '按规定'),
  item('R301', '001', 'score', '95 分，90 分，80 分', ''),
  item('R302', '001', 'score', '5%，20%', ''),
  item('R329', '001', 'deadline', '28 天', '28日'),
  item('R330', '001', 'deadline', '38 天', '38日'),
  item('R331', '001', 'target', '>= 98%', '98%'),
  item('R332', '001', 'target', '<= 15 天', '15日'),
  item('R333', '001', 'deadline', '0.5 ×', '二分之一'),
  item('R336', '001', 'deadline', '24 小时', '复话'),
  item('R337', '001', 'deadline', '24 小时', '变更'),
  item('R338', '001', 'charge', '0 元', '免费'),
  item('R342', '001', 'limit', '2 张', '两张'),
  other('R100', '001', 'deadline', '待定', '马上'),
  other('R171', '001', 'deadline', '待定', '立即'),
  other('R190', '001', 'deadline', '待定', '及时'),

  item('R068', '002', 'deadline', '3 天', '三日'),
  item('R166', '002', 'cadence', '周 2..3 次', '2-3次'),
  other('R165', '002', 'deadline', '待定', '立即'),
  other('R310', '002', 'cadence', '月 1 次', '每月'),
  other('R311', '002', 'cadence', '日 1 次', '每天'),

  item('R021', '003', 'limit', '3 声', '三声'),
  item('R066', '003', 'deadline', '约定时间', '时间'),
  item('R067', '003', 'deadline', '待定', '及时'),
  other('R036', '003', 'deadline', '待定', '及时'),
  other('R047', '003', 'deadline', '约定时间', 'XX时间'),
  other('R077', '003', 'limit', '1 次', '一次'),
  other('R077', '003', 'limit', '2 个', '三个'),

  item('R021', '004', 'limit', '3 声', '三响'),
  item('R082', '004', 'deadline', '1 小时', '一个小时'),
  item('R124', '004', 'deadline', '3 天', '三日'),
  item('R126', '004', 'deadline', '15 天', '半个月'),
  item('R147', '004', 'deadline', '约定时间', '约定时间'),
  item('R159', '004', 'deadline', '1 个工作日', '1个工作日'),
  other('R139', '004', 'deadline', '10 分钟', '10分钟'),
  other('R150', '004', 'deadline', '待定', '立即'),
]

/** Tagged T or N, but no figure of theirs stands in the documents. */
export const withoutFigure = ['R037', 'R264', 'R305']
