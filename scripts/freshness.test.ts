import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const { isFresh, stampOf } = await import(String(new URL('./freshness.mjs', import.meta.url)))

let root: string

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sansheng-fresh-'))
  write('server/cli/main.ts', 'export const a = 1')
  write('server/cli/main.test.ts', '')
  write('rulebook/due.ts', '')
  write('web/index.html', '')
  write('dist/server/cli.js', '')
  write('dist/stamp.json', JSON.stringify({ server: stampOf(root, 'server') }))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('a build is fresh', () => {
  it('while the sources are what they were, and only for the part that was built', () => {
    expect(isFresh(root, 'server')).toBe(true)
    expect(isFresh(root, 'web')).toBe(false)
  })

  it('after the tree was copied, which changes every time of change', () => {
    const copy = mkdtempSync(join(tmpdir(), 'sansheng-fresh-'))
    cpSync(root, copy, { recursive: true })
    utimesSync(join(copy, 'server/cli/main.ts'), 1, 1)
    expect(isFresh(copy, 'server')).toBe(true)
    rmSync(copy, { recursive: true })
  })

  it('when only a test, the web or an installed package changed', () => {
    write('server/cli/main.test.ts', 'changed')
    write('web/index.html', 'changed')
    write('server/node_modules/x/index.ts', 'new')
    expect(isFresh(root, 'server')).toBe(true)
  })
})

describe('a build is stale', () => {
  it('when a source changed without changing its length', () => {
    write('server/cli/main.ts', 'export const a = 2')
    utimesSync(join(root, 'server/cli/main.ts'), 1, 1)
    expect(isFresh(root, 'server')).toBe(false)
  })

  it('when a source came or went', () => {
    write('rulebook/new.ts', '')
    expect(isFresh(root, 'server')).toBe(false)
    rmSync(join(root, 'rulebook/new.ts'))
    expect(isFresh(root, 'server')).toBe(true)
    rmSync(join(root, 'rulebook/due.ts'))
    expect(isFresh(root, 'server')).toBe(false)
  })

  it('when the output is gone or the stamp cannot be read', () => {
    rmSync(join(root, 'dist/server/cli.js'))
    expect(isFresh(root, 'server')).toBe(false)
    write('dist/server/cli.js', '')
    write('dist/stamp.json', '{')
    expect(isFresh(root, 'server')).toBe(false)
  })
})
