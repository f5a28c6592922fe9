/**
 * What `npm run build` makes for publishing: the program and its replay process, each with what it needs in a few files,
 * since a check spends a good part of its time on starting, and so that npm has little to install. Only the optional
 * peers, which are native code or large, stay packages of their own.
 */
import { defineConfig } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

const peers = Object.keys(manifest.peerDependencies);

export default defineConfig({
  input: { 'cli/main': 'src/cli/main.ts', 'replay/worker': 'src/replay/worker.ts' },
  platform: 'node',
  external: (id) => peers.some((peer) => id === peer || id.startsWith(`${peer}/`)),
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    // One folder deep like the entries, so that paths to other files of the package stay what they are in src.
    chunkFileNames: 'chunks/[name].js',
    sourcemap: true,
    // Without blanks and comments it is a quarter smaller; names stay, so that a stack trace says something.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
});
