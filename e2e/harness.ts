/** What every journey needs: a window, a picture kept, and an accessibility check. Knows nothing of the application. */
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, test } from 'vitest'
import { launchBrowser, openWindow, type WindowOptions } from './browser.ts'

/** Pictures land here; git ignores the folder. */
export const outFolder = fileURLToPath(new URL('out/', import.meta.url))

export interface Journey {
  page: Page
  /** Opens a page of another person: no cookie is shared with the first. */
  open: (options?: WindowOptions) => Promise<Page>
}

export interface JourneyOptions extends WindowOptions {
  /** Milliseconds for the whole journey. */
  timeout?: number
}

let browser: Promise<Browser> | undefined

/** One browser for all journeys of a test file, started when the first one asks. */
function sharedBrowser(): Promise<Browser> {
  browser ??= launchBrowser()
  return browser
}

afterAll(async () => {
  await (await browser)?.close()
})

/**
 * A test in a browser. Whether it passes or not, the last picture stays at `e2e/out/<name>.png` (`<name>-2.png` for the
 * second person). An error that a page did not catch fails the journey, too.
 */
export function journey(name: string, fn: (journey: Journey) => Promise<void>, options: JourneyOptions = {}): void {
  const { timeout = 120_000, ...windowOptions } = options
  test(name, { timeout }, async () => {
    const windows: BrowserContext[] = []
    const pages: Page[] = []
    const errors: Error[] = []
    const open = async (more?: WindowOptions) => {
      const window = await openWindow(await sharedBrowser(), { ...windowOptions, ...more })
      windows.push(window)
      const page = await window.newPage()
      page.setDefaultTimeout(30_000)
      page.on('pageerror', error => errors.push(error))
      pages.push(page)
      return page
    }
    try {
      await fn({ page: await open(), open })
    } finally {
      // A page that can give no picture any more must not hide why the journey failed.
      for (const [i, page] of pages.entries()) await shot(page, i ? `${name}-${i + 1}` : name).catch(error => errors.push(error))
      for (const window of windows) await window.close()
    }
    if (errors.length) throw new AggregateError(errors, `The page did not catch: ${errors.map(e => e.message).join(' · ')}`)
  })
}

/** Keeps a picture as `<folder>/<name>.png` once the fonts are there, with animations at their end; gives the path. */
export async function shot(page: Page, name: string, folder = outFolder): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${fileName(name)}.png`)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  return path
}

/** A file name from a sentence: letters and figures of any script stay. */
function fileName(sentence: string): string {
  return sentence
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
}

interface Violation {
  id: string
  impact?: string | null
  help: string
  nodes: { target: unknown[] }[]
}

/**
 * What axe finds against WCAG 2.0–2.2 A and AA, one line for each rule with its weight, how many elements and the first three.
 * Nothing to report is an empty list: `expect(await axe(page)).toEqual([])`. `within` is a CSS selector. Looks once nothing on the page moves:
 * a colour in the middle of its change is nobody's choice.
 */
export async function axe(page: Page, within?: string): Promise<string[]> {
  // As an evaluated expression, so that the content security policy of the page stays in force.
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(await axeSource())
  await page.waitForFunction(isQuiet)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
  const run = `axe.run(${JSON.stringify(within ?? null)} ?? document, ${JSON.stringify({ runOnly: tags, resultTypes: ['violations'] })})`
  const { violations } = (await page.evaluate(run)) as { violations: Violation[] }
  return violations.map(({ id, impact, help, nodes }) => {
    const where = nodes.slice(0, 3).map(node => node.target.flat().join(' '))
    return `${impact ?? 'minor'} ${id}: ${help} (${nodes.length}× ${where.join(' | ')}${nodes.length > 3 ? ' …' : ''})`
  })
}

/** Runs in the page. Endless animations, for example of a spinner, stand for waiting and are not waited for. */
function isQuiet(): boolean {
  const moving = document.getAnimations().filter(({ playState, effect }) => {
    const ends = effect?.getComputedTiming().endTime
    return playState === 'running' && ends !== Number.POSITIVE_INFINITY
  })
  return document.fonts.status === 'loaded' && moving.length === 0
}

function axeSource(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
}
