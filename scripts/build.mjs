/**
 * Builds `dist/`: the server with its command line, and the web. Plain JavaScript, because it runs before anything is built.
 *   node scripts/build.mjs [server] [web]     what is stale, of what is named (default: both)
 *   --force                                   also what is fresh
 * With `--prepare` (npm calls it so after an install) missing build tools are no error: an install without them is a choice.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { isFresh, stampOf } from './freshness.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'dist/stamp.json')

/** Name in dist → source. What is not there (yet) is left out. */
const entries = {
  cli: 'server/cli/main.ts',
  server: 'server/main.ts',
  'text-thread': 'server/text-thread.ts',
  'verify-thread': 'server/verify-thread.ts',
}

const parts = {
  server: { needs: ['server/cli/main.ts'], tools: ['esbuild'], run: buildServer },
  web: { needs: ['web/index.html'], tools: ['vite', '@vitejs/plugin-react'], run: buildWeb },
}

async function buildServer(outdir) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(join(root, source)))),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    // `platform/threads.ts` starts what was built rather than the source
    define: { BUNDLED: 'true' },
    logLevel: 'warning',
    // Packed-in CommonJS asks for built-in modules by `require`, which a module of its own does not have.
    banner: { js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);" },
    plugins: [packagesOutside(outdir), sourcePlaces(outdir)],
  })
}

/** Packages of many small modules that a start would read one by one: they are packed in. */
const packedIn = new Set([
  'typebox',
  'kysely',
  'mdast-util-from-markdown',
  'mdast-util-to-string',
  'yaml',
  '@marcbachmann/cel-js',
  'cookie',
  'fastify',
  '@fastify/static',
  'ajv',
  'ajv-formats',
  'pg',
  'prom-client',
])

/** What packed-in packages ask for and what stays outside all the same: it reads files beside its own, or is not there and may be missing. */
const staysOutside = new Set(['pino', 'pg-native', 'pg-cloudflare'])

/** Other packages of npm stay outside, but their bare data; our own workspaces come in. One that npm put below a workspace is named by its path. */
function packagesOutside(outdir) {
  return {
    name: 'packages-outside',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (kind === 'entry-point' || pluginData === 'seen' || path.endsWith('.json')) return
        if (path.startsWith('@sansheng/')) return { path: ourFile(path.slice('@sansheng/'.length)) }
        if (path.startsWith('node:')) return { path, external: true }
        const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/')
        if (staysOutside.has(name)) return { path, external: true }
        if (packedIn.has(name) || importer.includes(`${sep}node_modules${sep}`)) return
        if (existsSync(join(root, 'node_modules', name)) && !nested(dirname(importer), name)) return { path, external: true }
        const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: 'seen' })
        if (found.errors.length || found.external) return { path, external: true }
        return { path: relative(outdir, found.path).split(sep).join('/'), external: true }
      })
    },
  }
}

/** A file of ours is named in full; a folder stands for its index. */
const ourFile = path => join(root, path.endsWith('.ts') ? path : `${path}/index.ts`)

function nested(folder, name) {
  for (let at = folder; at.startsWith(root) && `${at}${sep}` !== root; at = dirname(at))
    if (existsSync(join(at, 'node_modules', name))) return true
  return false
}

/** `import.meta.url` goes on naming the source file, so that code finds its migrations and standards bundled or not. */
function sourcePlaces(outdir) {
  return {
    name: 'source-places',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = readFileSync(path, 'utf8')
        if (!contents.includes('import.meta.')) return
        const place = `new URL(${JSON.stringify(relative(outdir, path).split(sep).join('/'))}, import.meta.url)`
        return { contents: contents.replaceAll('import.meta.url', `${place}.href`), loader: 'ts' }
      })
    },
  }
}

async function buildWeb(outDir) {
  const { build } = await import('vite')
  const configFile = ['web/vite.config.ts', 'web/vite.config.mjs'].map(f => join(root, f)).find(f => existsSync(f))
  await build({
    root: join(root, 'web'),
    configFile: configFile ?? false,
    ...(configFile ? {} : { plugins: [(await import('@vitejs/plugin-react')).default()] }),
    build: { outDir, emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 1500 },
    logLevel: 'warn',
  })
  for (const file of readdirSync(outDir, { recursive: true }).filter(name => /\.(js|css|html|svg)$/.test(name)))
    packed(join(outDir, file))
}

/** The same file beside it, packed once, for browsers that take it so. */
function packed(file) {
  const text = readFileSync(file)
  if (text.length < 1024) return
  writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
  writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
}

const isInstalled = name => existsSync(join(root, 'node_modules', name, 'package.json'))

export const hasSources = part => parts[part].needs.every(file => existsSync(join(root, file)))

/**
 * Builds those of the named parts that have sources and are stale; gives the names of what it built.
 * @throws what the build tool throws, or an Error when the tools are not installed and `lenient` is not set
 */
export async function buildParts(names, { force = false, lenient = false } = {}) {
  const built = []
  for (const name of names) {
    if (!hasSources(name) || (!force && isFresh(root, name))) continue
    const missing = parts[name].tools.filter(tool => !isInstalled(tool))
    if (missing.length && lenient) continue
    if (missing.length) throw friendly(`缺少编译工具 ${missing.join('、')}，请先运行 npm ci（不要带 --omit=dev）。`)
    const stamp = stampOf(root, name)
    const fresh = join(root, `dist/.${name}-${process.pid}`)
    try {
      await parts[name].run(fresh)
      replace(join(root, 'dist', name), fresh)
    } finally {
      rmSync(fresh, { recursive: true, force: true })
    }
    writeStamp(name, stamp)
    built.push(name)
  }
  return built
}

/** Swapped in whole, so that a second process never runs half a build. */
function replace(target, fresh) {
  const old = `${fresh}.old`
  if (existsSync(target)) renameSync(target, old)
  renameSync(fresh, target)
  rmSync(old, { recursive: true, force: true })
}

function writeStamp(name, stamp) {
  mkdirSync(dirname(stampFile), { recursive: true })
  const stamps = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {}
  const draft = `${stampFile}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify({ ...stamps, [name]: stamp }, null, 2)}\n`)
  renameSync(draft, stampFile)
}

function friendly(message) {
  return Object.assign(new Error(message), { friendly: true })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const flags = process.argv.slice(2)
  const named = flags.filter(flag => flag in parts)
  const options = { force: flags.includes('--force'), lenient: flags.includes('--prepare') }
  try {
    const built = await buildParts(named.length ? named : Object.keys(parts), options)
    if (built.length) console.log(`built ${built.join(' and ')} into dist/`)
  } catch (error) {
    console.error(error.friendly ? error.message : error)
    process.exitCode = 70
  }
}
