import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Counts the tests of all projects into the file that `TALLY_FILE` names, as `{"passed":…,"failed":…,"skipped":…}`.
 * A test file that cannot be loaded, or an error outside any test, counts as one failed.
 */
export default function tallyReporter(): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
      const tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
      for (const module of modules) {
        let failed = 0
        for (const test of module.children.allTests()) {
          const { state } = test.result()
          if (state === 'failed') failed++
          else if (state === 'passed') tally.passed++
          else tally.skipped++
        }
        tally.failed += failed || (module.state() === 'failed' ? 1 : 0)
      }
      if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally))
    },
  }
}
