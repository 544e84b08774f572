import { holdYoungHeap } from '../platform/young-heap.ts'
import type { Command } from './io.ts'

export interface CommandEntry {
  summary: string
  examples: string[]
  load: () => Promise<Command>
}

/** Every command; what it needs is loaded when it is called, so that the pure ones answer at once. */
export const commands: Record<string, CommandEntry> = {
  start: {
    summary: '启动三声（设置在环境变量里）',
    examples: ['sansheng start', 'PORT=8400 SANSHENG_HOME=/srv/sansheng sansheng start'],
    load: async () => {
      holdYoungHeap()
      return (await import('./start.ts')).start
    },
  },
  demo: {
    summary: '带着一家虚构的水务公司和物业公司启动，看一天的来往',
    examples: ['sansheng demo'],
    load: async () => (await import('./demo.ts')).demo,
  },
  check: {
    summary: '检查一份服务规范：哪一行、哪一列、该怎么写',
    examples: ['sansheng check standards/property-service.md'],
    load: async () => (await import('./check.ts')).check,
  },
  propose: {
    summary: '把一份手册变成规范草稿：原文照留，附上拟议的规则',
    examples: ['sansheng propose 服务手册.docx > draft.md'],
    load: async () => (await import('./propose.ts')).propose,
  },
  verify: {
    summary: '重算台账：事件链、文字、各行、封存；对照存在外面的封存短文',
    examples: ['sansheng verify', 'sansheng verify --key ed25519:… --against seals.jsonl'],
    load: async () => (await import('./verify.ts')).verify,
  },
  backup: {
    summary: '不停机备份成一个文件，可加密；演练：恢复到临时库里核对一遍',
    examples: ['sansheng backup /mnt/backup/', 'sansheng backup drill /mnt/backup/sansheng-20261130T163000Z.backup'],
    load: async () => (await import('./backup.ts')).backup,
  },
  restore: {
    summary: '把备份恢复到空的数据目录或数据库，并重算台账',
    examples: ['SANSHENG_HOME=/srv/new sansheng restore sansheng-20261130T163000Z.backup'],
    load: async () => (await import('./restore.ts')).restore,
  },
  'seal-key': {
    summary: '封存密钥：看公钥，换一把（由旧的签名）',
    examples: ['sansheng seal-key', 'sansheng seal-key change'],
    load: async () => (await import('./seal-key.ts')).sealKeyCommand,
  },
  erase: {
    summary: '按客户本人的要求删除他的个人信息；台账照样核对得过',
    examples: ['sansheng erase --site LZ --customer 0198c7e4-… --reason "客户来函要求删除"'],
    load: async () => (await import('./erase.ts')).erase,
  },
  standard: {
    summary: '规范把自己锁住时，在这台机器上破门：绕过门禁和审批发布，或暂时只记录不拦',
    examples: ['sansheng standard override --site LZ --file 规范.md --reason "第 8 章写错，谁也发布不了"'],
    load: async () => (await import('./standard.ts')).standard,
  },
  token: {
    summary: '程序接入的令牌：在这台机器上发放、列出、作废',
    examples: ['sansheng token create --site LZ --name 官网报修表单 --permissions notices:read,tickets:read --days 90'],
    load: async () => (await import('./token.ts')).token,
  },
  due: {
    summary: '计算时限：按工作日历算出到期时刻，或一段时间里计时多少',
    examples: [
      'sansheng due --from 2026-02-13T16:00:00+08:00 --within "1 workday" --calendar cn-office --explain',
      'sansheng due --batch cases.jsonl',
    ],
    load: async () => (await import('./due.ts')).due,
  },
  phrases: {
    summary: '在文字里查忌语：一行文字，一行 JSON',
    examples: ['sansheng phrases --standard general-hotline < 录音转写.txt', 'sansheng phrases --list 忌语.txt < 录音转写.txt'],
    load: async () => (await import('./phrases.ts')).phrases,
  },
  simulate: {
    summary: '试算：过去一段时间的事件，换成草稿会怎样',
    examples: ['sansheng simulate --standard draft.md --site 1 --from 2026-10-01 --to 2026-11-01'],
    load: async () => (await import('./simulate.ts')).simulate,
  },
}
