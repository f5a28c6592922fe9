import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['test/properties.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests start real processes; a test file a core keeps them from waiting for each other.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'weir', include: ['test/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'conclusions cleared',
          // What judges checks anew, again with the other of the two ways in which GitHub is reported to treat a completed
          // check that is set back: see `Reopening` in test/emulated-github/world.ts.
          include: ['test/github/e2e/{held,merge-queue}.test.ts', 'test/github/chaos.test.ts'],
          env: { EMULATED_REOPENING: 'clears' },
        },
      },
    ],
  },
});
