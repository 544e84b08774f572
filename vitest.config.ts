import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // No test needs what another one left behind: those of a file come in another order each time. The run prints its seed, and
    // `--sequence.seed` repeats it; CI has one of its own, so that two runs of one state agree. (Vitest takes this from the whole run only,
    // never from a project.)
    sequence: { shuffle: { tests: true, files: false }, ...(process.env.CI ? { seed: 1796041075725 } : {}) },
    reporters: ['default', './scripts/tally-reporter.ts', './scripts/requirements-reporter.ts'],
    projects: [
      {
        test: {
          name: 'pure',
          include: ['rulebook/**/*.test.ts', 'contract/**/*.test.ts', 'scripts/**/*.test.ts', 'standards/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['scripts/random-cases.ts'],
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['scripts/random-cases.ts'],
          globalSetup: ['server/platform/testing/postgres.ts'],
          expect: { poll: { timeout: 60_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'web',
          include: ['web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['web/testing/patience.ts'],
          testTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      // Journeys come after everything else: a browser wants the cores for itself, and much of a journey is waiting.
      // A journey is a story in steps, which keep their order (`e2e/testing/in-order.ts`).
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          runner: './e2e/testing/in-order.ts',
          environment: 'node',
          globalSetup: ['server/platform/testing/postgres.ts', 'e2e/build-web.ts'],
          expect: { poll: { timeout: 60_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
