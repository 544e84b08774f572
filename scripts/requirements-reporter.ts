import { readFileSync } from 'node:fs'
import type { Reporter, TestCase, TestSpecification, Vitest } from 'vitest/node'
import { numbersIn, type Proof, unproved } from './requirements.ts'
import { nameOf, requirementsFile } from './test-titles.ts'

/**
 * Fails a whole run in which a requirement marked done was not shown by a test that passed.
 * A run of some projects, some files or some names proves nothing either way, so it is left alone.
 */
export default function requirementsReporter(): Reporter {
  let vitest: Vitest
  let whole = false
  let passed: Proof[] = []
  return {
    onInit: it => {
      vitest = it
    },
    onTestRunStart: async specifications => {
      passed = []
      whole = await isWhole(vitest, specifications)
    },
    onTestCaseResult: test => {
      if (whole && test.result().state === 'passed') passed.push({ file: nameOf(test.module.moduleId), numbers: numbersOf(test) })
    },
    onTestRunEnd: (_modules, _errors, reason) => {
      if (!whole || reason === 'interrupted') return
      const rows = unproved(readFileSync(requirementsFile, 'utf8'), passed)
      if (rows.length === 0) return
      process.exitCode = 1
      vitest.logger.error('\nMarked done in docs/requirements.md, but no test that names them passed:')
      for (const row of rows) vitest.logger.error(`  ${row.number}  ${row.text}  (${row.tests.join(', ') || 'no test named'})`)
    },
  }
}

async function isWhole(vitest: Vitest, specifications: readonly TestSpecification[]): Promise<boolean> {
  const { config } = vitest
  if (config.project.length > 0 || config.shard || config.tagsFilter?.length || vitest.getGlobalTestNamePattern()) return false
  return specifications.length === (await vitest.globTestSpecifications()).length
}

function numbersOf(test: TestCase): string[] {
  const names = [test.name]
  for (let parent = test.parent; parent.type === 'suite'; parent = parent.parent) names.push(parent.name)
  return names.flatMap(numbersIn)
}
