/**
 * Properties are tried on the same values every time, so that a run tells of the change and not of luck.
 * PROPERTY_SEED=$RANDOM npm test tries others.
 *
 * Replay processes are those of the built program, which start in a third of the time.
 */
import child, { type ForkOptions } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { atExit } from '../src/at-exit.ts';
import { builtWorker } from './built.ts';
import { runs } from './runs.ts';

/** Each file of tests has its own, and what a user keeps stays out of it. */
const cache = mkdtempSync(join(tmpdir(), 'weir-test-cache-'));
process.env.WEIR_CACHE = cache;
// In the daily loop many files of tests share a process.
atExit(() => rmSync(cache, { recursive: true, force: true }));

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1), numRuns: runs(100) });

const source = join(import.meta.dirname, '../src/replay/worker.ts');
const { fork } = child;
child.fork = ((script: string, args: string[], options: ForkOptions) =>
  fork(script === source ? builtWorker() : script, args, options)) as typeof fork;
syncBuiltinESMExports();
