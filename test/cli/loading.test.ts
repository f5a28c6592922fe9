import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '../../src');

/** Files and Node's own modules that are loaded by importing a file, and by what is done with its exports then. */
function loadedBy(file: string, then = ''): readonly string[] {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const { run } = await import(${JSON.stringify(join(src, file))});
    ${then}
    console.log(JSON.stringify(loaded));
    process.exit(0);`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }));
}

test('what draws on a terminal is not loaded before the replay has begun', () => {
  const loaded = loadedBy('cli/run-check.ts');

  expect(loaded.filter((url) => url.endsWith('src/assess.ts'))).toHaveLength(1);
  expect(loaded.filter((url) => /\/string-width\/|\/report\/(plain|terminal)\.ts$/.test(url))).toEqual([]);
});

test('a replay process loads what it needs for records, and engines when it knows of any', () => {
  const loaded = loadedBy('replay/serve.ts');

  expect(loaded.filter((url) => url.endsWith('src/replay/flow.ts'))).toHaveLength(1);
  for (const module of ['node:crypto', 'node:zlib']) expect(loaded).not.toContain(module);
  expect(loaded.filter((url) => /\/src\/artifacts\/(schema|rules|model|program)\//.test(url))).toEqual([]);
  expect(packagesOf(loaded)).toEqual([NEAREST]);
});

test.each([
  'attribution/probe',
  'attribution/shard',
  'slices/pass',
  'examples/pass',
  'trace/pass',
  'evaluate/pass',
  'across/pass',
  'noise/shard',
  'hits/pass',
  'look/look',
  'kept/lay',
  'evaluate/candidates',
])('a replay process that is asked for %s loads neither the program nor the registry for that', (file) => {
  const loaded = loadedBy(`replay/${file}.ts`);

  expect(loaded.filter((url) => url.endsWith(`src/replay/${file}.ts`))).toHaveLength(1);
  expect(loaded.filter((url) => /\/src\/(artifacts\/registry\.ts|assess|gate|report|cli)/.test(url))).toEqual([]);
  expect(packagesOf(loaded).filter((name) => name !== NEAREST)).toEqual([]);
});

test('the program loads no library of an engine for a check either, and nothing that asks servers', () => {
  const loaded = loadedBy('cli/run-check.ts');

  expect(packagesOf(loaded)).toEqual([NEAREST, XML]);
  expect(loaded).toContain('node:crypto');
  expect(loaded).not.toContain('node:http');
});

test('to tell its version, the program loads no command', () => {
  const loaded = loadedBy(
    'cli/program.ts',
    `process.stdout.write = () => true; await run(['node', 'weir', '--version']); delete process.stdout.write;`,
  );

  expect(loaded.filter((url) => /\/src\//.test(url)).map((url) => url.replace(/.*\/src\//, ''))).toEqual([
    'cli/program.ts',
    'errors.ts',
    'version.ts',
    'cli/exit-status.ts',
  ]);
});

/** To say which name was meant. */
const NEAREST = 'fastest-levenshtein';
/** One small file, to tell what a file is. */
const XML = 'saxen';

/** Without the drafts' own schemas, which lie in ajv, and its list of formats. */
function packagesOf(urls: readonly string[]): string[] {
  const libraries = urls.filter((url) => !/\/ajv[^/]*\/dist\/(.*\.json|formats\.js)$/.test(url));
  return [...new Set(libraries.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []))].sort();
}
