import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { filesIn, safeHeaders, typeOf } from './files.ts'
import { countingIds } from './testing/ports.ts'

const folder = mkdtempSync(join(tmpdir(), 'files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = filesIn(folder, { newId: countingIds(), limit: 1000 })
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('picture')])
async function* bytes(...parts: Uint8Array[]) {
  yield* parts
}

test('a file is kept once under the hash of its content and comes back as it was', async () => {
  const first = await files.put(bytes(png.subarray(0, 5), png.subarray(5)))
  expect(first).toMatchObject({ size: png.length, type: 'image/png' })
  expect(await files.put(bytes(png))).toEqual(first)
  const back: Buffer[] = []
  for await (const part of await files.open(first.sha256)) back.push(part as Buffer)
  expect(Buffer.concat(back)).toEqual(png)
  const inside = join(folder, first.sha256.slice(0, 2))
  expect(readdirSync(inside)).toEqual([first.sha256])
  expect(statSync(join(inside, first.sha256)).mode & 0o077).toBe(0)
  expect(safeHeaders(first)).toMatchObject({ 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' })
})

test.each([
  ['a page that calls itself a picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'invalid'],
  ['nothing at all', Buffer.alloc(0), 'invalid'],
  ['more than the limit', Buffer.concat([png, Buffer.alloc(1000)]), 'too_large'],
])('%s is refused, and nothing stays behind', async (_, content, code) => {
  const before = readdirSync(folder, { recursive: true })
  await expect(files.put(bytes(content))).rejects.toMatchObject({ code })
  expect(readdirSync(folder, { recursive: true })).toEqual(before)
})

test.each(['../../etc/passwd', 'f'.repeat(64), 'F'.repeat(64), ''])('what was never stored is not found: %s', async name => {
  await expect(files.open(name)).rejects.toMatchObject({ code: 'not_found' })
})

test('the content says what it is', () => {
  expect(typeOf(Buffer.from('%PDF-1.7'))).toBe('application/pdf')
  expect(typeOf(Buffer.from('GIF89a'))).toBe('image/gif')
  expect(typeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(typeOf(Buffer.from('MZ'))).toBeNull()
})
