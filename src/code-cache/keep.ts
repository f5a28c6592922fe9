/**
 * `npm run build`, once the program is bundled: runs a check with it and keeps, of each file that the program and its replay
 * process loaded, what V8 made of it by then. Not in the package; it is called with the folder of the built files.
 */
import { type ChildProcess, type ForkOptions, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Script } from 'node:vm';
import { codeFile, compileModule, type Program, readCode, writeCode } from './code.ts';
import { compileBy } from './modules.ts';
import { createSample } from './sample.ts';

/** Says to this file that it is one of the programs, whose code is to be kept. */
const WITHIN = '--within';
/** The verdict of the sample. */
const FAILED = 1;
/** Those that a replay process is started with. */
const V8_FLAGS = /^--(max-old-space-size|max-semi-space-size|no-allocation-site-pretenuring)/;
const IMPORT = /\bimport\(/;
const require = createRequire(import.meta.url);

const [, , first = 'dist', program, built = '', kept = ''] = process.argv;
if (first === WITHIN) watch(program === 'cli' ? 'cli' : 'replay', built, kept);
else await keep(resolve(first));

async function keep(folder: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'weir-code-'));
  try {
    // What each of them compiles is added to what is kept of those before; the program itself must not use it meanwhile.
    for (const format of ['jsonl', 'parquet'] as const) {
      const repository = await createSample(join(directory, format), format);
      const check = ['check', '--repo', repository, '--base', 'main', '--head', 'change', '--no-cache', '--jobs', '1'];
      const own = fileURLToPath(import.meta.url);
      const args = [own, WITHIN, 'cli', folder, directory, ...check, '--json', join(directory, 'report.json')];
      const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      if (status !== FAILED) throw new Error(`the check whose code is kept ended with ${status}`);
    }
    for (const file of (['cli', 'replay'] as const).map(codeFile))
      copyFileSync(join(directory, file), join(folder, file));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Is one of the programs, without the lock that keeps a replay process from writing. */
function watch(program: Program, folder: string, directory: string): void {
  const file = join(directory, codeFile(program));
  const before = readCode(file);
  const scripts = new Map<string, Script>();
  compileBy(folder, (name, text, path) => {
    // Only what Node compiles may import.
    if (IMPORT.test(text)) return undefined;
    const script = compileModule(text, path, before?.get(name));
    scripts.set(name, script);
    return script;
  });
  const write = (): void => {
    // Another process of the same program may have called more of it, and have written before.
    const code = new Map(readCode(file));
    for (const [name, script] of scripts) {
      const own = script.createCachedData();
      if (own.length > (code.get(name)?.length ?? 0)) code.set(name, own);
    }
    writeCode(file, code);
  };
  if (program === 'cli') {
    watchForks(folder, directory);
    process.argv.splice(1, 5, join(folder, 'cli/main.cjs'));
    process.once('exit', write);
    require(join(folder, 'cli/main.cjs'));
  } else {
    process.on('message', ({ type }: { readonly type: string }) => {
      if (type !== 'end') return;
      write();
      process.exit();
    });
    require(join(folder, 'replay/worker.cjs'));
  }
}

interface Forking {
  fork(script: string, args: readonly string[], options: ForkOptions): ChildProcess;
}

/** Replay processes of the program become this file, too, with V8's flags alone; asked to end, they do once all is written. */
function watchForks(folder: string, directory: string): void {
  const forking: Forking = require('node:child_process');
  const usual = forking.fork;
  forking.fork = (_script, _args, options) => {
    const flags = (options.execArgv ?? []).filter((flag) => V8_FLAGS.test(flag));
    const args = [WITHIN, 'replay', folder, directory];
    const child = usual(fileURLToPath(import.meta.url), args, {
      ...options,
      execPath: process.execPath,
      execArgv: flags,
    });
    child.kill = () => child.send({ type: 'end' });
    return child;
  };
}
