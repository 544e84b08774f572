/** A director writes a deadline of seconds and publishes; in a second browser reminder, breach, escalation and explanation arrive by themselves. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { expect } from 'vitest'
import { journeyApp } from '../app.ts'
import { axe, journey } from '../harness.ts'

export type Live = {
  standard: string
  kind: NonNullable<NonNullable<Facts['site']>['kind']>
  category: string
  title: string
  /** With a slip of the pen on the way and a check for accessibility; once is enough for screens that are the same. */
  thorough?: true
}

const block = (within: string) => `\`\`\`规则
规则: 时限
编号: notify-department
起: 工单.登记
止: 工单.通知
限: ${within}
提醒: 50%
升级:
- 100% 给 岗位:班长
- +1 秒 给 岗位:主任
\`\`\``

/** The rule of the document itself becomes this one; an inherited one is written anew under a clause of its own. */
function withSeconds(source: string, within: string): string {
  const own = [...source.matchAll(/```规则\n[\s\S]*?\n```/g)].filter(([text]) => /^编号: notify-department$/m.test(text))
  if (own.length === 0)
    return `${source}\n## 90 试行\n\n### 90.1 六秒内通知部门\n\n登记以后六秒之内通知责任部门。\n\n${block(within)}\n`
  return own.reduceRight(
    (text, { 0: old, index }, i) => `${text.slice(0, index)}${i === 0 ? block(within) : ''}${text.slice(index + old.length)}`,
    source,
  )
}

export async function liveStandard({ standard, kind, category, title, thorough }: Live): Promise<void> {
  const source = readFileSync(fileURLToPath(new URL(`../../standards/${standard}.md`, import.meta.url)), 'utf8')
  const app = await journeyApp({ live: true, kind, standard: source })
  const agent = await app.as('agent', { name: '林晓棠' })
  const director = await app.as('director', { name: '顾明远' })
  await app.as('shift-leader', { name: '贺之远' })

  journey(`publishes seconds under ${standard} and sees the breach arrive`, async ({ page, open }) => {
    await app.enter(page, director, '/standard?edit=true')
    const text = page.getByRole('textbox', { name: /规范/ }).first()
    await text.waitFor()
    const write = async (words: string) => {
      await text.focus()
      await page.keyboard.press('ControlOrMeta+a')
      // pasted, as a person would: typing such a text into the page at once takes the browser half a minute
      await text.evaluate((editor, pasted) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', pasted)
        editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, words)
    }
    if (thorough) {
      await write(withSeconds(source, '6 妙'))
      await page.getByText('没有“妙”这个单位').first().waitFor()
    }
    await write(withSeconds(source, '6 秒'))
    await page.getByRole('button', { name: /^发布/ }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('改了什么（给同事和审计看）').fill('三十分钟改为六秒，看看铃会不会响')
    const publish = () => dialog.getByRole('button', { name: /发\s?布/ }).click()
    await publish()
    const published = page.getByText('第 2 版已发布').first()
    const reason = dialog.getByLabel(/^为什么规则/)
    await published.or(reason).first().waitFor()
    // where the clause itself says half an hour, six seconds need a reason
    if ((await reason.count()) > 0) {
      await reason.fill('试铃，不改条款的话')
      await publish()
    }
    await published.waitFor()
    const { clauses } = await director.ok(standards.get)
    const clause = clauses.find(c => c.rules.some(r => r.id === 'notify-department'))!

    const ticket = await agent.ok(tickets.register, {
      body: { contact: { channel: 'phone' }, kind: 'report', category, title },
    })
    const other = await open()
    await app.enter(other, agent, `/tickets/${ticket.id}`)
    // from here on nobody touches the second browser
    await other.getByText('时钟提醒').first().waitFor()
    await other.getByText('时钟到期').first().waitFor()
    await other.getByText('时钟升级').first().waitFor()
    await other
      .getByRole('button', { name: new RegExp(`${clause.title}.*超时`) })
      .first()
      .click()
    await other.getByRole('heading', { name: /为什么/ }).waitFor()
    await other.getByText(clause.prose.slice(0, 12)).first().waitFor()
    if (thorough) expect(await axe(other)).toEqual([])
    // the director's bell rings, too: the last step of the ladder is his
    await expect.poll(() => page.getByRole('button', { name: /提醒，[1-9]\d* 条未读/ }).count(), { timeout: 15_000 }).toBe(1)
  })
}
