import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '../../src');

/** Files and Node's own modules that are loaded by importing a file and nothing else. */
function loadedBy(file: string): readonly string[] {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    await import(${JSON.stringify(join(src, file))});
    console.log(JSON.stringify(loaded));
    process.exit(0);`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }));
}

test('what draws on a terminal is not loaded before the replay has begun', () => {
  const loaded = loadedBy('cli/run-check.ts');

  expect(loaded.filter((url) => url.endsWith('src/assess.ts'))).toHaveLength(1);
  expect(loaded.filter((url) => /\/string-width\/|\/report\/(plain|terminal)\.ts$/.test(url))).toEqual([]);
});

test('a replay process loads what it needs for records, and engines when it compiles', () => {
  const loaded = loadedBy('replay/worker.ts');

  expect(loaded.filter((url) => url.endsWith('src/replay/flow.ts'))).toHaveLength(1);
  expect(
    loaded.filter((url) =>
      /\/node_modules\/(ajv\/(?!dist\/refs)|json-logic|@duckdb|string-width)|^node:crypto$/.test(url),
    ),
  ).toEqual([]);
});
