/**
 * A browser that npm alone brings: Chromium as packed by `@sparticuz/chromium`, driven by playwright-core.
 * A bare machine has neither the libraries nor a font, so both come out of the package and belong to the child alone.
 */
import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, chmod, chown, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const packagePath = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../package.json')

export interface BrowserOptions {
  /** Language of the browser itself; pages see it as `navigator.language`. */
  locale?: string
  /** IANA zone of the browser process. */
  timezone?: string
}

export interface WindowOptions extends BrowserOptions {
  colorScheme?: 'light' | 'dark'
  viewport?: { width: number; height: number }
  /** A touch screen that reports itself as a phone. */
  phone?: boolean
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/**
 * Starts the browser. `SANSHENG_BROWSER` names another Chromium, for a machine that the packed one is not made for.
 * @throws when this is no 64-bit Intel Linux and `SANSHENG_BROWSER` is not set
 */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const { locale = 'zh-CN', timezone = 'Asia/Shanghai' } = options
  const args = [...flags, `--lang=${locale}`]
  const other = process.env.SANSHENG_BROWSER
  if (other) return chromium.launch({ executablePath: other, headless: true, chromiumSandbox: false, args })
  const folder = await unpackedBrowser()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    // The sandbox needs user namespaces, which root has not and most containers forbid; only our own pages are opened.
    chromiumSandbox: false,
    args,
    env: {
      ...process.env,
      HOME: folder,
      TZ: timezone,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  })
}

/** A window with a memory of its own (cookies, storage): one for each person in a journey. It asks for reduced motion. */
export function openWindow(browser: Browser, options: WindowOptions = {}): Promise<BrowserContext> {
  const { locale = 'zh-CN', timezone = 'Asia/Shanghai', colorScheme = 'light', phone = false } = options
  const viewport = options.viewport ?? (phone ? { width: 390, height: 844 } : { width: 1440, height: 900 })
  const context: BrowserContextOptions = { locale, timezoneId: timezone, colorScheme, viewport, reducedMotion: 'reduce' }
  return browser.newContext(phone ? { ...context, isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : context)
}

/**
 * The folder with the unpacked browser: beside the packages when it can be written, else private to this user.
 * Several processes may ask at once: each unpacks into a folder of its own, the first to finish gives it the name.
 */
async function unpackedBrowser(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The packed browser runs on 64-bit Intel Linux only; set SANSHENG_BROWSER to the path of a Chromium.')
  const { version } = JSON.parse(await readFile(packagePath, 'utf8')) as { version: string }
  const beside = join(root, 'node_modules/.cache', `chromium-${version}`)
  if (await may(constants.X_OK, join(beside, 'chromium'))) return beside
  if (await may(constants.W_OK, join(root, 'node_modules'))) return unpack(beside)
  const mine = join(tmpdir(), `sansheng-chromium-${version}-${process.getuid?.()}`)
  // The name can be guessed: a folder that somebody else put there is not run.
  const found = await lstat(mine).catch(() => null)
  if (!found) return unpack(mine)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${mine} belongs to somebody else; remove it.`)
  return mine
}

async function unpack(target: string): Promise<string> {
  await mkdir(dirname(target), { recursive: true })
  const folder = await mkdtemp(`${target}.`)
  try {
    // The package unpacks into TMPDIR, and its libraries only where it believes to be in the cloud: so, in a child.
    const script = "import('@sparticuz/chromium').then(m => m.default.executablePath())"
    const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
    await promisify(execFile)(process.execPath, ['-e', script], { cwd: root, env })
    await writeFile(join(folder, 'fonts.conf'), fontsConf(target))
    await own(folder)
    await rename(folder, target)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (!(await may(constants.X_OK, join(target, 'chromium')))) throw error
  }
  return target
}

/** No font of the machine, so that a screenshot is the same everywhere. Chinese comes as a web font, as in the product. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
}

/** Everybody may run it, only we may change it: the archives name owners that mean somebody else here. */
async function own(folder: string): Promise<void> {
  if (process.getuid?.() === 0)
    for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), 0, 0)
  await chmod(join(folder, 'chromium'), 0o755)
  await chmod(folder, 0o755)
}

async function may(mode: number, path: string): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}
