import { globSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LEFT_OUT, QUICK } from './test/quick.ts';

/** `--mode quick`, the daily loop: properties are tried a tenth as often. */
const DAILY = 'quick';

const common = {
  setupFiles: ['test/setup.ts'],
  globalSetup: ['test/built.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
const leftOut = Object.keys(LEFT_OUT);
const root = import.meta.dirname;
const everything = globSync('test/**/*.test.ts', { cwd: root });
const quick = new Set(globSync([...QUICK], { cwd: root }).filter((file) => !leftOut.includes(file)));

export default defineConfig(({ mode }) => ({
  test: {
    // Tests start real processes; a test file a core keeps them from waiting for each other.
    maxWorkers: '100%',
    projects: [
      // In the daily loop, what they load they load once a process, and as Node loads it: a third of their time saved.
      {
        test: {
          ...common,
          name: 'quick',
          isolate: mode !== DAILY,
          experimental: { viteModuleRunner: mode !== DAILY },
          include: [...quick],
          env: mode === DAILY ? { PROPERTY_SHARE: '0.1' } : {},
        },
      },
      { test: { ...common, name: 'slow', include: everything.filter((file) => !quick.has(file)) } },
      {
        test: {
          ...common,
          name: 'conclusions cleared',
          // What judges checks anew, again with the other of the two ways in which GitHub is reported to treat a completed
          // check that is set back: see `Reopening` in test/emulated-github/world.ts.
          include: ['test/github/e2e/{held,lifecycle,merge-queue,same-commit}.test.ts', 'test/github/chaos.test.ts'],
          env: { EMULATED_REOPENING: 'clears' },
        },
      },
    ],
  },
}));
