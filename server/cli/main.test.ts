import { describe, expect, it } from 'vitest'
import { main } from './main.ts'
import { printedBy } from './testing/printed.ts'

const known = {
  due: {
    summary: '计算时限',
    examples: ['sansheng due --batch a.jsonl'],
    load: async () => async (argv: string[]) => argv.length,
  },
  check: {
    summary: '检查规范',
    examples: ['sansheng check a.md'],
    load: async () => {
      throw new Error('loaded without being called')
    },
  },
}

const run = (...argv: string[]) => printedBy(io => main(argv, io, known))

describe('the command line', () => {
  it('hands the rest to the command and gives its exit code, loading nothing else', async () => {
    expect(await run('due', '--from', 'x', '--explain')).toEqual({ code: 3, out: '', err: '' })
  })

  it('lists every command with examples on --help', async () => {
    for (const flag of ['--help', '-h', 'help']) {
      const { code, out, err } = await run(flag)
      expect([code, err]).toEqual([0, ''])
      expect(out).toContain('  due    计算时限\n  check  检查规范\n')
      expect(out).toContain('  sansheng due --batch a.jsonl\n  sansheng check a.md\n')
    }
  })

  it('says on the error stream how it is used when no command is given', async () => {
    const { code, out, err } = await run()
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('用法：sansheng <命令>')
  })

  it('suggests the nearest command for a slip of the finger, and nothing for a stranger', async () => {
    expect(await run('chekc')).toMatchObject({
      code: 2,
      err: '没有“chekc”这个命令。您是不是要用 check？全部命令见 sansheng --help\n',
    })
    expect(await run('DUE')).toMatchObject({ code: 2, err: expect.stringContaining('您是不是要用 due？') })
    expect(await run('蛋糕')).toMatchObject({ code: 2, err: '没有“蛋糕”这个命令。全部命令见 sansheng --help\n' })
    expect((await run('constructor')).code).toBe(2)
  })
})
