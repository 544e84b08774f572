/** Is `dist/` made from the sources that are here now? Answered in a few milliseconds, before each start. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const sources = {
  server: ['server', 'contract', 'rulebook', 'scripts/build.mjs', 'package-lock.json'],
  web: ['web', 'contract', 'rulebook', 'scripts/build.mjs', 'package-lock.json'],
}
const outputs = { server: 'dist/server/cli.js', web: 'dist/web/index.html' }
const notSource = /(^|\/)(node_modules|dist|testing|builders\.ts|[^/]+\.test\.tsx?|\.[^/]+)$/

/** `{ quick, full }`: quick from names, sizes and times; full from names and contents, for a tree that was copied. */
export function stampOf(root, part) {
  return { quick: quickStamp(root, part), full: fullStamp(root, part) }
}

/** Whether what was built of this part is made from these sources. */
export function isFresh(root, part) {
  if (!existsSync(join(root, outputs[part]))) return false
  let stamp
  try {
    stamp = JSON.parse(readFileSync(join(root, 'dist/stamp.json'), 'utf8'))[part]
  } catch {
    return false
  }
  return Boolean(stamp) && (stamp.quick === quickStamp(root, part) || stamp.full === fullStamp(root, part))
}

function quickStamp(root, part) {
  const hash = createHash('sha256')
  for (const file of filesOf(root, part)) {
    const { size, mtimeMs } = statSync(join(root, file))
    hash.update(`${file}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function fullStamp(root, part) {
  const hash = createHash('sha256')
  for (const file of filesOf(root, part))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\n')
  return hash.digest('hex')
}

function filesOf(root, part) {
  const files = []
  const walk = folder => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (notSource.test(path)) continue
      if (entry.isDirectory()) walk(path)
      else files.push(path)
    }
  }
  for (const start of sources[part]) {
    const path = join(root, start)
    if (!existsSync(path)) continue
    if (statSync(path).isDirectory()) walk(start)
    else files.push(start)
  }
  return files.sort()
}
