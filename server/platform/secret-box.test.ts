import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boxKeyFile, boxKeyFrom, boxKeyIn, secretBox } from './secret-box.ts'
import { stillPorts } from './testing/ports.ts'

const { random } = stillPorts()

test('opens what it sealed, for whom it was sealed, and nothing else', () => {
  const box = secretBox(random(32))
  const sealed = box.seal('JBSWY3DPEHPK3PXP', 'lin', random)
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP')
  expect(box.seal('JBSWY3DPEHPK3PXP', 'lin', random)).not.toBe(sealed)
  expect(box.open(sealed, 'lin')).toBe('JBSWY3DPEHPK3PXP')
  expect(box.open(sealed, 'he')).toBeNull()
  expect(secretBox(random(32)).open(sealed, 'lin')).toBeNull()
  const bytes = Buffer.from(sealed, 'base64')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    expect(box.open(changed.toString('base64'), 'lin')).toBeNull()
  }
  for (const text of ['', 'AAAA', '不是']) expect(box.open(text, 'lin')).toBeNull()
})

test('makes its key at the first start, for its owner alone, and reads the same one afterwards', () => {
  const file = boxKeyFile({ home: join(mkdtempSync(join(tmpdir(), 'box-')), 'data') })
  const key = boxKeyIn(file)
  expect(existsSync(file)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect([...boxKeyIn(file)]).toEqual([...key])
  writeFileSync(file, 'short')
  expect(() => boxKeyIn(file)).toThrow('sign-in-key')
  expect(boxKeyFrom('c2hvcnQ=')).toBeNull()
})
