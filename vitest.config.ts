import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/properties.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests start real processes; a test file a core keeps them from waiting for each other.
    maxWorkers: '100%',
  },
});
