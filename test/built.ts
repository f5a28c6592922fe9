/**
 * The program as it is published, made once for all tests: it starts in a third of the time that the sources take, and
 * most tests of commands and of the App do little else than start it and its replay processes. It lies where the lock
 * of replay processes lets them read, with package.json where it looks for that.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, 'node_modules/.cache/weir-built');
/** Builds that are kept, of other branches, and how long each is at least: a run that began with it may still be under way. */
const KEPT = 3;
const KEPT_MILLISECONDS = 3 * 3_600_000;

/** Entry of the command line. */
export function builtProgram(): string {
  return join(built(), 'dist/cli/main.cjs');
}

/** Entry of a replay process. */
export function builtWorker(): string {
  return join(built(), 'dist/replay/worker.cjs');
}

function built(): string {
  const folder = process.env.WEIR_BUILT;
  if (folder === undefined) throw new Error('not run by vitest, which builds the program first');
  return folder;
}

/** Called by vitest before the first test. */
export default async function setup(): Promise<void> {
  const folder = join(CACHE, fingerprint());
  if (!existsSync(folder)) await build(folder);
  process.env.WEIR_BUILT = folder;
  const now = Date.now();
  utimesSync(folder, now / 1000, now / 1000);
  const builds = globSync('*/', { cwd: CACHE }).map((name) => {
    const path = join(CACHE, name);
    return { path, used: statSync(path).mtimeMs };
  });
  const old = builds.sort((a, b) => b.used - a.used).slice(KEPT);
  for (const { path, used } of old) {
    if (used < now - KEPT_MILLISECONDS) rmSync(path, { recursive: true, force: true });
  }
}

/** Of all that the build reads. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const sources = globSync('{src,schemas}/**/*.{ts,json}', { cwd: ROOT }).sort();
  for (const file of [...sources, 'package-lock.json', 'rolldown.config.ts']) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 20);
}

async function build(folder: string): Promise<void> {
  const { rolldown } = await import('rolldown');
  const { default: config } = await import('../rolldown.config.ts');
  mkdirSync(CACHE, { recursive: true });
  const making = mkdtempSync(join(CACHE, '.making-'));
  // Some tests run the program as another user.
  chmodSync(making, 0o755);
  copyFileSync(join(ROOT, 'package.json'), join(making, 'package.json'));
  cpSync(join(ROOT, 'app.yml'), join(making, 'app.yml'));
  const { output, ...input } = config as { output: object };
  await using bundle = await rolldown({ ...input, cwd: ROOT, logLevel: 'silent' });
  await bundle.write({ ...output, dir: join(making, 'dist'), sourcemap: false });
  execFileSync(process.execPath, [join(ROOT, 'src/code-cache/keep.ts'), join(making, 'dist')]);
  // Who runs beside this one may have been faster.
  if (existsSync(folder)) rmSync(making, { recursive: true });
  else renameSync(making, folder);
}
