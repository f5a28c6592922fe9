/**
 * What `npm run build` makes for publishing: the program and its replay process, each with what it needs in a few files,
 * since a check spends a good part of its time on starting. Native code and what draws pages stay packages of their own.
 */
import { defineConfig } from 'rolldown';

export default defineConfig({
  input: { 'cli/main': 'src/cli/main.ts', 'replay/worker': 'src/replay/worker.ts' },
  platform: 'node',
  external: [
    /^@duckdb\//,
    /^@observablehq\//,
    /^linkedom/,
    /^(@aws-sdk\/|@octokit\/|probot|pino|bullmq|ioredis|prom-client)/,
  ],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    // One folder deep like the entries, so that paths to other files of the package stay what they are in src.
    chunkFileNames: 'chunks/[name].js',
    sourcemap: true,
  },
});
