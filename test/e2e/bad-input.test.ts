/** What the user can mend: exit status 2, what is wrong and where on stderr, nothing judged, no stack trace. */
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { type Fixture, temporaryFolder } from '../repository/fixture.ts';
import { editRule, makeSmallRepository, WEIR_YML } from './small.ts';
import { type Run, weir } from './weir.ts';

vi.setConfig({ testTimeout: 30_000 });

const CHECK = ['check', '--base', 'main'] as const;

function expectRefused({ status, stdout, stderr }: Run, ...said: readonly string[]): void {
  for (const text of said) expect(stderr).toContain(text);
  expect(stdout).toBe('');
  expect(status).toBe(2);
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(stderr).not.toContain('bug in Weir');
}

function withConfig(text: string): Fixture {
  return makeSmallRepository({ '.github/weir.yml': text });
}

describe('the repository', () => {
  test('a folder outside of any repository', async () => {
    expectRefused(await weir(CHECK, temporaryFolder()), 'no git repository', 'expected: a git repository');
  });

  test('an unknown revision, with the nearest branch', async () => {
    const { directory } = makeSmallRepository();
    expectRefused(await weir(['check', '--base', 'mian'], directory), 'unknown revision "mian"', 'did you mean main?');
  });
});

describe('the command line', () => {
  test.each([
    ['an unknown option', ['--jbos', '3'], "unknown option '--jbos'", 'Did you mean --jobs?'],
    ['a number that is none', ['--jobs', 'x'], "'--jobs <n>' argument 'x' is invalid", 'whole number'],
    ['an unknown pipeline', ['--pipeline', 'bord'], 'no pipeline is called "bord"', 'did you mean board?'],
    ['a weir.yml that is not there', ['--config', 'weir.yml'], 'weir.yml: this weir.yml cannot be read', 'ENOENT'],
  ])('%s', async (_name, options, ...said) => {
    const { directory } = makeSmallRepository();
    expectRefused(await weir([...CHECK, ...options], directory), ...said);
  });
});

describe('weir.yml', () => {
  test('none, on either side', async () => {
    const { directory } = makeSmallRepository({ '.github/weir.yml': undefined });
    expectRefused(await weir(CHECK, directory), '.github/weir.yml: does not exist, neither at base nor at head');
  });

  const mistakes: readonly (readonly [name: string, text: string, ...said: readonly string[]])[] = [
    ['empty', '', '.github/weir.yml:1:1 (base): weir.yml is empty', 'the keys version, recordings and pipelines'],
    ['comments alone', '# later\n', '.github/weir.yml:1:1 (base): weir.yml is empty'],
    ['not YAML', 'version: 1\npipelines: }\n', '.github/weir.yml:2:12 (base): ', 'pipelines: }'],
    ['an unknown key', WEIR_YML.replace('owners', 'ownerz'), 'yml:7:5 (base): unknown key "ownerz"', 'mean owners?'],
    [
      'a key that stands twice',
      WEIR_YML.replace('    recording: flights\n', '    recording: flights\n    recording: trains\n'),
      '.github/weir.yml:9:5 (base): a key that stands twice in one object',
    ],
    [
      'anchors that explode',
      explodingAnchors(),
      // Up to e the aliases repeat 123,440 values; each of f's adds 111,111, so the eighth passes a million.
      '.github/weir.yml:6:36 (base): not usable as YAML: Excessive alias count',
    ],
    [
      'a pointer without a slash',
      WEIR_YML.replace('at: /status', 'at: status'),
      '.github/weir.yml:15:21 (base): "at" is not a JSON Pointer',
      'found:    "status"',
      'expected: "" or a path that starts with /',
      'did you mean /status?',
    ],
    [
      'a limit of 120 %',
      WEIR_YML.replace('1%', '120%'),
      '.github/weir.yml:17:23 (base): a share never exceeds 100%',
      'found:    "120%"',
      'expected: a share from 0% to 100%',
    ],
    [
      'an unknown engine',
      WEIR_YML.replace('        into:', '        engine: json-logc\n        into:'),
      '.github/weir.yml:13:17 (base): unknown engine "json-logc"',
      'expected: one of json-logic-js, json-logic-engine, ',
      'did you mean json-logic-js?',
    ],
  ];
  test.each(mistakes)('%s', async (_name, text, ...said) => {
    expectRefused(await weir(CHECK, withConfig(text).directory), ...said);
  });

  test('of head is checked too, though it does not judge', async () => {
    const repository = makeSmallRepository();
    repository.write('.github/weir.yml', WEIR_YML.replace('owners', 'ownerz'));
    expectRefused(await weir(CHECK, repository.directory), '.github/weir.yml:7:5 (head): unknown key "ownerz"');
  });

  test('every mistake is named at once', async () => {
    const text = WEIR_YML.replace('owners', 'ownerz').replace('at: /status', 'at: status');
    const run = await weir(CHECK, withConfig(text).directory);
    expectRefused(run, '2 errors', ':7:5 (base)', ':15:21 (base)');
  });
});

describe('artifacts', () => {
  test('one that base lacks, at the line of weir.yml that asks for it', async () => {
    const { directory } = makeSmallRepository({ 'rules/board.json': undefined });
    expectRefused(
      await weir(CHECK, directory),
      '.github/weir.yml:12:9',
      'rules/board.json does not exist at base (main)',
    );
  });

  test('one that head lacks fails the pipeline and says so', async () => {
    const { directory } = makeSmallRepository();
    rmSync(join(directory, 'rules/board.json'));
    const { status, stdout, stderr } = await weir(CHECK, directory);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('rules/board.json is gone at head, so the pipeline cannot run');
    expect(stdout).toContain('Nothing was replayed.');
  });

  test.each([
    ['rules that are not JSON', 'rules/board.json', '{ "if": [1, }\n', 'rules/board.json:1:13 (head): not JSON'],
    [
      'an unknown operator',
      'rules/board.json',
      '{ "iff": [1] }\n',
      'rules/board.json:1:3 (head): unknown operator `iff`',
    ],
    ['a schema that is none', 'schemas/flight.json', '{ "type": "objekt" }\n', 'schemas/flight.json:1:'],
    ['params that are not YAML', 'config/board.yaml', 'late: [15\n', 'config/board.yaml:'],
  ])('%s', async (_name, path, text, said) => {
    const repository = makeSmallRepository();
    repository.write(path, text);
    expectRefused(await weir(CHECK, repository.directory), said, '(head)');
  });

  test('one of more than 100 MB', async () => {
    const { directory } = makeSmallRepository();
    truncateSync(join(directory, 'rules/board.json'), 101 * 1024 ** 2);
    expectRefused(
      await weir(CHECK, directory),
      'rules/board.json (head): too large to read',
      'expected: at most 100 MB',
    );
  });

  test('a directory in its place, at head and at base', async () => {
    const { directory } = makeSmallRepository();
    rmSync(join(directory, 'rules/board.json'));
    mkdirSync(join(directory, 'rules/board.json'));
    expectRefused(await weir(CHECK, directory), 'rules/board.json (head): a directory', 'expected: a file');

    const atBase = makeSmallRepository({ 'rules/board.json': undefined, 'rules/board.json/part': '{}' });
    expectRefused(await weir(CHECK, atBase.directory), 'rules/board.json (base): a directory', 'expected: a file');
  });

  test('a symbolic link out of the repository, in the working tree and committed', async () => {
    const repository = makeSmallRepository();
    const { directory } = repository;
    rmSync(join(directory, 'rules/board.json'));
    symlinkSync('/etc/hostname', join(directory, 'rules/board.json'));
    const said = [
      'rules/board.json (head): a symbolic link that leads out of the repository',
      'a relative link inside it',
    ];
    expectRefused(await weir(CHECK, directory), ...said);

    repository.commit();
    expectRefused(await weir(['check', '--base', 'main~1', '--head', 'main'], directory), ...said);
  });
});

describe('recordings', () => {
  test('one that matches no file, with the nearest that is there', async () => {
    const repository = withConfig(WEIR_YML.replace('flights.jsonl', 'flihgts.jsonl'));
    const run = await weir(CHECK, editRule(repository));
    expectRefused(
      run,
      '.github/weir.yml:4:5',
      'recording "flights" matches no file',
      'found:    files: traffic/flihgts.jsonl',
      'did you mean traffic/flights.jsonl?',
    );
  });

  const gzip = gzipSync('{"delay":20}\n'.repeat(10_000));
  test.each([
    ['a gzip that is cut off', 'flights.jsonl.gz', gzip.subarray(0, -20), 'the gzip data ends too early'],
    ['a Parquet file that is none', 'flights.parquet', 'delay\n20\n', 'cannot be read'],
    ['an unknown format', 'flights.docx', 'delay', 'docx'],
  ])('%s', async (_name, file, content, said) => {
    const repository = makeSmallRepository({
      '.github/weir.yml': WEIR_YML.replace('flights.jsonl', file),
      [`traffic/${file}`]: content,
    });
    expectRefused(await weir(CHECK, editRule(repository)), file, said);
  });

  test('a tracked symbolic link out of the repository', async () => {
    const repository = makeSmallRepository({ 'traffic/flights.jsonl': undefined });
    mkdirSync(join(repository.directory, 'traffic'));
    symlinkSync('/etc/hostname', join(repository.directory, 'traffic/flights.jsonl'));
    repository.commit();
    const said = 'traffic/flights.jsonl: a symbolic link that leads out of the repository';
    expectRefused(await weir(CHECK, editRule(repository)), said);
  });
});

describe.skipIf(process.platform === 'win32')('unreadable permissions', () => {
  test('of an artifact', async () => {
    const { directory } = makeSmallRepository();
    chmodSync(join(directory, 'rules/board.json'), 0o000);
    expectRefused(await asMortal(directory), 'rules/board.json', 'permission');
  });

  test('of a recording', async () => {
    const repository = makeSmallRepository({ 'traffic/flights.jsonl': undefined, '.gitignore': '/traffic/\n' });
    repository.write('traffic/flights.jsonl', '{"delay":20}\n');
    chmodSync(join(repository.directory, 'traffic/flights.jsonl'), 0o000);
    expectRefused(await asMortal(editRule(repository)), 'traffic/flights.jsonl: the file may not be read');
  });
});

/** Nothing is unreadable to root, so where that is who runs the tests, the program runs as nobody. */
function asMortal(directory: string): Promise<Run> {
  if (process.getuid?.() !== 0) return weir(CHECK, directory);
  const nobody = 65_534;
  for (const path of ['', ...readdirSync(directory, { recursive: true, encoding: 'utf8' })]) {
    if (!lstatSync(join(directory, path)).isSymbolicLink()) chownSync(join(directory, path), nobody, nobody);
  }
  return weir(CHECK, directory, nobody);
}

/** Ten lists of ten references to the list before: 10¹⁰ texts in a kilobyte. */
function explodingAnchors(): string {
  const names = [...'abcdefghij'];
  return names
    .map(
      (name, i) =>
        `${name}: &${name} [${Array(10)
          .fill(i === 0 ? 'x' : `*${names[i - 1]}`)
          .join(', ')}]\n`,
    )
    .join('');
}
