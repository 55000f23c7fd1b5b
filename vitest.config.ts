import { defineConfig } from 'vitest/config'

export default defineConfig({
  // `server-only` resolves to nothing under this condition, as it does in the worker and the door. Only this one:
  // Vitest hands them to Node, where `import` would give CommonJS packages the other half of their dependencies.
  resolve: { conditions: ['react-server'] },
  ssr: { resolve: { conditions: ['react-server'] } },
  test: {
    include: [
      '{app,components,lib,server,prisma,tools}/**/*.test.{ts,tsx}',
      'tests/{races,faults,contract,house,run}/**/*.test.ts',
    ],
    globalSetup: 'tests/fixtures/one-server.ts',
    setupFiles: 'tests/fixtures/own-database-url.ts',
    // Suites with a database of their own start it in hooks; two cores are not many.
    hookTimeout: 60_000,
    testTimeout: 30_000,
    // One more than the cores of a small machine: what is tried with deadlines and restarts mostly waits.
    maxWorkers: 3,
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent', AUTH_SECRET: 'a-secret-that-only-the-tests-know-of' },
  },
})
