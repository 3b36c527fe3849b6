import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Handed to the workers' Node as they are: 'import' among them would make require() load the wrong half of packages.
const conditions = ['source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // The environment in which vitest itself loads the global setup.
  environments: { __vitest__: { resolve: { conditions } } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Ten times faster; allowed because rooms keep no state at module level.
    isolate: false,
    // By itself vitest leaves one core to its own process, which mostly waits: of two cores that would be half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/kit/database-server.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
