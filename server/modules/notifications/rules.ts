import type { Notification } from '@sansheng/contract/notifications.ts'

export type Why = Notification['why']
/** What a title is made of: codes, names and figures, no sentence. */
export type TitleParams = Record<string, string | number | null>
type TitleParts = { clause: string | null; root: string | null; params: TitleParams }

const timesOf = ({ count }: TitleParams): number => (typeof count === 'number' ? count : 1)

const sentences: Record<'zh' | 'en', Record<Why, (what: string, params: TitleParams) => string>> = {
  zh: {
    warn: what => `${what} 将到时限`,
    breach: what => `${what} 超时`,
    escalate: what => `${what} 超时，已升级到您`,
    gate: what => `${what} 没有满足`,
    notify: what => `请接单：${what}`,
    assign: what => `交给您：${what}`,
    withdrawn: what => `派工单已收回，不用去了：${what}`,
    notice: what => `公告：${what}`,
    inform: what => `请知悉：${what}`,
    nobody: what => `部门里没有人，没有通知到任何人：${what}`,
    approve: what => `请审批：${what}`,
    approved: what => `已同意并发布：${what}`,
    refused: what => `没有同意，已退回：${what}`,
    exempt: what => `请审批免责：${what}`,
    exempted: what => `已同意免责：${what}`,
    'factor-reset': what => `您登录的两重验证由 ${what} 重置了。不是您请他重置的，请告诉主任。`,
    reset: what => `您的密码由 ${what} 重置了。不是您请他重置的，请告诉主任。`,
    sealing: what => `台账没有封存成功，已经 ${what}。请看服务器的日志。`,
    time: what => `服务器的时钟跳了 ${what}，这段时间的时限可能不准。请核对服务器的时间。`,
    again: (what, params) =>
      timesOf(params) > 1 ? `同一件事又来了 ${timesOf(params)} 次：${what}` : `同一件事又有人来：${what}`,
  },
  en: {
    warn: what => `${what}: due soon`,
    breach: what => `${what}: overdue`,
    escalate: what => `${what}: overdue, escalated to you`,
    gate: what => `${what}: not fulfilled`,
    notify: what => `To be taken on: ${what}`,
    assign: what => `Handed to you: ${what}`,
    withdrawn: what => `Dispatch form withdrawn, no need to go: ${what}`,
    notice: what => `Notice: ${what}`,
    inform: what => `For your information: ${what}`,
    nobody: what => `The department has no people, nobody was notified: ${what}`,
    approve: what => `To be approved: ${what}`,
    approved: what => `Approved and published: ${what}`,
    refused: what => `Refused: ${what}`,
    exempt: what => `Exemption to be approved: ${what}`,
    exempted: what => `Exempted: ${what}`,
    'factor-reset': what => `Your second factor was reset by ${what}. If you did not ask for it, please tell the director.`,
    reset: what => `Your password was reset by ${what}. If you did not ask for it, please tell the director.`,
    sealing: what => `The ledger could not be sealed for ${what}. Please look into the log of the server.`,
    time: what =>
      `The clock of the server jumped by ${what}, so deadlines around it may be wrong. Please check the time of the server.`,
    again: (what, params) =>
      timesOf(params) > 1 ? `${timesOf(params)} more contacts about: ${what}` : `One more contact about: ${what}`,
  },
}
const something = { zh: '一项工作', en: 'Something' }

/** Rules speak of their clause, work of the thing that people open; `what` among the params says it better than either. */
export function titleOf(locale: 'zh' | 'en', why: Why, { clause, root, params }: TitleParts): string {
  const byRule = why === 'warn' || why === 'breach' || why === 'escalate' || why === 'gate'
  const named = typeof params.what === 'string' && params.what !== '' ? params.what : null
  return sentences[locale][why](named ?? (byRule ? (clause ?? root) : (root ?? clause)) ?? something[locale], params)
}
