/** What V8 made of the built files: used where it can be, and never a reason for another verdict. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCode, writeCode } from '../../src/code-cache/code.ts';
import { builtProgram } from '../built.ts';
import { flights, governed } from '../cli/weir.ts';
import { type Fixture, makeRepository, temporaryFolder } from '../repository/fixture.ts';

const built = dirname(dirname(dirname(builtProgram())));
const CODE = join(import.meta.dirname, '../../src/code-cache/code.ts');

const WEIR_YML = `version: 1
recordings: { flights: { files: traffic.jsonl } }
pipelines:
  compensation:
    recording: flights
    params: config/compensation.yaml
    steps:
      - schema: schemas/flight.schema.json
      - { rules: rules/compensation.json, into: /decision }
    outputs: { tier: { at: /decision/tier, kind: category } }
`;

describe('the file', () => {
  it('holds the code of each file as it was given', () => {
    const path = join(temporaryFolder(), 'cli.code');
    const code = new Map([
      ['chunks/a.cjs', Buffer.from('abc')],
      ['chunks/b.cjs', Buffer.from('')],
      ['chunks/c.cjs', Buffer.from([0, 10, 255, 13, 10, 0, 0, 0, 1])],
    ]);
    writeCode(path, code);
    expect([...(readCode(path) ?? [])].map(([name, bytes]) => [name, [...bytes]])).toEqual(
      [...code].map(([name, bytes]) => [name, [...bytes]]),
    );
  });

  it.each([
    ['v8', 'another V8’s'],
    ['arch', 'another processor’s'],
  ])('is not read where it is of another %s', (key) => {
    const path = join(temporaryFolder(), 'cli.code');
    writeCode(path, new Map([['chunks/a.cjs', Buffer.from('abc')]]));
    const [head = '', ...rest] = readFileSync(path, 'latin1').split('\n');
    const other = JSON.stringify({ ...JSON.parse(head), [key]: 'another' });
    writeFileSync(path, [other, ...rest].join('\n'), 'latin1');
    expect(readCode(path)).toBeUndefined();
  });

  it('is not needed', () => {
    expect(readCode(join(temporaryFolder(), 'cli.code'))).toBeUndefined();
  });
});

describe('the build', () => {
  it.each([
    ['cli', 'chunks/run-check.cjs', []],
    // As src/replay/lock.ts starts one: V8 compiles otherwise by this flag, and refuses code that was made without it.
    ['replay', 'chunks/usual-compilers.cjs', ['--no-allocation-site-pretenuring']],
  ])('keeps code of %s that V8 takes', (program, some, flags) => {
    const script = `
      const { compileModule, readCode } = await import(${JSON.stringify(CODE)});
      const { readFileSync } = await import('node:fs');
      const dist = ${JSON.stringify(join(built, 'dist'))};
      const names = [...readCode(dist + '/${program}.code')].map(([name, code]) => {
        const { cachedDataRejected } = compileModule(readFileSync(dist + '/' + name, 'utf8'), dist + '/' + name, code);
        return [name, cachedDataRejected];
      });
      console.log(JSON.stringify(names));`;
    const taken: [string, boolean][] = JSON.parse(
      execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', script], { encoding: 'utf8' }),
    );
    expect(taken.filter(([, isRejected]) => isRejected)).toEqual([]);
    expect(taken.map(([name]) => name)).toEqual(expect.arrayContaining([some, 'chunks/run-check-serve.cjs']));
  });
});

describe('a check', () => {
  it.each([
    ['there is none', (path: string) => rmSync(path)],
    ['it ends in the middle', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 30_000))],
    ['it holds something else', (path: string) => writeFileSync(path, scrambled(readFileSync(path)))],
    ['it is no such file', (path: string) => writeFileSync(path, 'something else\n')],
    ['its first line is cut', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 20))],
    ['it is empty', (path: string) => writeFileSync(path, '')],
  ])('gives the same report where %s', (_, spoil) => {
    const repository = changed();
    const usual = report(built, repository);
    expect(usual).toMatchObject({
      verdict: 'fail',
      pipelines: [{ records: { replayed: 100 }, outputs: [{ measures: { changed: { value: 0.5 } } }] }],
    });
    const copy = temporaryFolder();
    cpSync(built, copy, { recursive: true });
    for (const program of ['cli', 'replay']) spoil(join(copy, `dist/${program}.code`));
    expect(report(copy, repository)).toEqual(usual);
  });
});

/** All bytes after the first line are others. */
function scrambled(bytes: Buffer): Buffer {
  const end = bytes.indexOf('\n');
  return Buffer.concat([bytes.subarray(0, end + 1), bytes.subarray(end + 1).map((byte) => byte ^ 0x55)]);
}

function report(folder: string, { directory }: Fixture): unknown {
  const path = join(temporaryFolder(), 'report.json');
  const program = join(folder, 'dist/cli/main.cjs');
  const { stderr } = spawnSync(process.execPath, [program, 'check', '--json', path], {
    cwd: directory,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Every second flight is 200 minutes late, which is late at base and no longer is. */
function changed(): Fixture {
  const repository = makeRepository();
  repository.commit({ ...governed, '.github/weir.yml': WEIR_YML, 'traffic.jsonl': flights(100) });
  repository.write('config/compensation.yaml', 'delay:\n  minutes: 201\nshort: 932\n');
  return repository;
}
