/** What customers say most, by the kind of site: one touch instead of typing. Words of the product, not of any standard. */

import type { FaultPart } from '@sansheng/contract/facts/index.ts'
import type { Site } from '@sansheng/contract/people.ts'
import type { Kind } from './draft.ts'

const water: Record<FaultPart, string[]> = {
  phenomenon: ['完全无水', '水小', '水发黄', '漏水'],
  location: ['入户总阀', '水表', '单个龙头', '楼外路面'],
  operation: ['没有动过', '关过阀门', '装修过'],
}
const building: Record<FaultPart, string[]> = {
  phenomenon: ['完全不能用', '时好时坏', '漏水', '有异响'],
  location: ['户内', '楼道', '电梯', '地下车库'],
  operation: ['没有动过', '自己修过', '刚装修过'],
}
const line: Record<FaultPart, string[]> = {
  phenomenon: ['完全不能用', '时断时续', '速度慢'],
  location: ['只有一处', '全部设备', '只在室外'],
  operation: ['没有动过', '重启过', '换过设备'],
}
export const quickAnswers = (kind: Site['kind']): Record<FaultPart, string[]> =>
  kind === 'water' ? water : kind === 'property' || kind === 'mall' ? building : line

const usual: Record<Site['kind'], Partial<Record<Kind, string[]>>> = {
  water: {
    repair: ['户内无水', '水压低', '漏水', '水表故障', '水浑'],
    report: ['爆管', '路面漏水', '井盖缺损', '水浑', '偷盗水'],
    complaint: ['水费', '服务态度', '停水未告知', '水质'],
    inquiry: ['水费', '停水时间', '过户', '报装', '缴费'],
    help: ['协助关阀', '应急送水'],
    suggestion: ['服务', '缴费方式'],
    praise: ['座席', '维修工'],
    paid: ['户内改管', '水表校验'],
  },
  property: {
    repair: ['水电', '电梯', '门禁设备', '照明', '疏通'],
    report: ['保洁', '绿化', '噪声扰民', '车辆停放', '安全'],
    complaint: ['服务态度', '房屋质量', '收费', '噪声扰民'],
    inquiry: ['收费', '装修', '办证', '车位'],
    help: ['开锁', '搬运', '照看'],
    suggestion: ['服务', '环境', '设施'],
    praise: ['客服', '保安', '维修工'],
    paid: ['安装', '疏通', '保洁'],
  },
  mall: {
    repair: ['照明', '空调', '水电', '电梯'],
    report: ['保洁', '失物', '安全', '停车'],
    complaint: ['服务态度', '商品', '环境', '停车'],
    inquiry: ['店铺位置', '活动', '停车', '开票'],
    help: ['寻人', '失物', '推车租借'],
    suggestion: ['活动', '环境'],
    praise: ['服务台', '商户'],
    paid: ['礼品包装', '送货'],
  },
  telecom: {
    repair: ['无法上网', '网速慢', '无信号', '电视无图像'],
    report: ['线路损坏', '基站'],
    complaint: ['资费', '服务态度', '信号'],
    inquiry: ['套餐', '账单', '办理进度'],
    help: ['停复机', '解锁'],
    suggestion: ['资费', '网络'],
    praise: ['座席', '装维工'],
    paid: ['移机', '布线'],
  },
  online: {
    repair: ['无法登录', '页面打不开', '收不到验证码'],
    report: ['内容有误', '链接失效'],
    complaint: ['回复慢', '服务态度', '收费'],
    inquiry: ['办理进度', '使用方法', '缴费'],
    help: ['改绑手机', '找回密码'],
    suggestion: ['功能', '内容'],
    praise: ['客服'],
    paid: ['上门', '加急'],
  },
  general: {
    repair: ['设备', '软件', '网络'],
    report: ['设备', '环境', '安全'],
    complaint: ['服务态度', '进度', '收费'],
    inquiry: ['使用方法', '进度', '收费'],
    help: ['代办', '上门'],
    suggestion: ['服务', '产品'],
    praise: ['座席', '上门人员'],
    paid: ['上门服务', '培训'],
  },
}
/** Those in use here come first, then the usual ones, then those that the standard routes by. */
export function categoryChoices(site: Site['kind'], kind: Kind, used: string[], routed: string[], enough = 9): string[] {
  return [
    ...new Set([...used, ...(usual[site][kind] ?? []), ...(kind === 'inquiry' || kind === 'complaint' ? routed : [])]),
  ].slice(0, enough)
}
