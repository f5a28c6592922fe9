/** Starts scripts of ours locked in, and says what the lock leaves open. */
import { type ChildProcess, fork } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Budget } from '../artifacts/manifest.ts';
import { endingWithStarter } from './parent-death.ts';

/** What the lock leaves open. */
export interface Lock {
  /** Files that may be read beside Weir's own. */
  readonly reads: readonly string[];
  /** A format or an engine needs native code. */
  readonly addons: boolean;
}

/**
 * Records die young. With half the room for them, a batch whose characters take two bytes each outlives a collection, which
 * costs a sixth of the time; with what Node would take, a process holds 50 MB more and is no faster. Native code needs room
 * of its own, and of records in columns there are fewer: half of this costs a twentieth of the time there.
 */
const [YOUNG_MEGABYTES, YOUNG_BESIDE_NATIVE] = [16, 4];

/**
 * What is made of a record outlives a collection where a batch happens to be under way; V8 would then lay all that is made
 * at the same place of the code among what lives long, which costs up to a fifth of a replay's time.
 */
const ALL_YOUNG = '--no-allocation-site-pretenuring';

/** Starts a script of ours locked in: without environment, with what the lock leaves open, within the budget's memory. */
export function forkLocked(script: string, lock: Lock, { megabytes }: Budget): ChildProcess {
  const { program, before } = endingWithStarter();
  const young = lock.addons ? YOUNG_BESIDE_NATIVE : YOUNG_MEGABYTES;
  const memory = [`--max-old-space-size=${megabytes}`, `--max-semi-space-size=${young}`, ALL_YOUNG];
  return fork(script, [], {
    env: {},
    execPath: program,
    execArgv: [...before, ...lockFlags(lock), ...memory],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/**
 * Node's permission model: nothing may be read but these files, nothing written or started; from Node 25 on it closes
 * the network as well.
 */
function lockFlags({ reads, addons }: Lock): string[] {
  const allowed = [...ownFiles(), ...reads];
  return ['--permission', ...allowed.map((path) => `--allow-fs-read=${path}`), ...(addons ? ['--allow-addons'] : [])];
}

/** Weir's own files, and the folders in which its packages were installed. */
function ownFiles(): string[] {
  const source = dirname(dirname(fileURLToPath(import.meta.url)));
  const root = dirname(source);
  const folders = [source, join(root, 'node_modules')];
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) {
    if (basename(folder) === 'node_modules') folders.push(folder);
  }
  return [join(root, 'package.json'), ...folders.map((folder) => join(folder, '*'))];
}
