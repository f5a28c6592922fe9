import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Artifact, Beside, Options, Outcome } from '../../../../src/artifacts/engine.ts';
import type { Surroundings } from '../../../../src/artifacts/outside.ts';
import { rego } from '../../../../src/artifacts/rules/rego/index.ts';
import { open } from '../../../../src/artifacts/rules/rego/open.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { bounded } from '../../../../src/replay/stage.ts';

const module = readFileSync(new URL('policy.wasm', import.meta.url));
const bundle = readFileSync(new URL('bundle.tar.gz', import.meta.url));

function artifact(content: Uint8Array | string, options?: Options, path = 'policies/fees.tar.gz'): Artifact {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { path, kind: 'rules', files: new Map([[path, bytes]]), ...(options && { options }) };
}

async function run(of: Artifact, documents: readonly unknown[], beside?: Beside): Promise<readonly Outcome[]> {
  return bounded(await rego.compile(of)).run(documents, beside);
}

async function mistakes(of: Artifact): Promise<string> {
  const error: unknown = await rego.compile(of).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ArtifactError);
  return (error as ArtifactError).message;
}

/** Files as ustar, packed. */
function pack(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, content]) => {
    const data = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write(data.length.toString(8).padStart(11, '0'), 124);
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

const ok = (value: unknown): Outcome => ({ outcome: 'ok', value });

describe('a policy in Rego', () => {
  test('answers what its rule answers, for any input', async () => {
    const inputs = [{ a: 'é1' }, [1, 2], 'text', 0, false, null];
    expect(await run(artifact(module, { entrypoint: 'fees/echo' }, 'a.wasm'), inputs)).toEqual(inputs.map(ok));
    const within = artifact(module, { entrypoint: 'fees/echo', request: '/input' }, 'a.wasm');
    expect(await run(within, [{ input: { a: 1 } }])).toEqual([ok({ a: 1 })]);
  });

  test('sees the data of its bundle, and the params at data.params', async () => {
    const of = artifact(bundle, { entrypoint: 'fees/data' });
    expect(await run(of, [{}])).toEqual([ok({ limits: { US: 100 } })]);
    expect(await run(of, [{}], { params: { rate: 2 } })).toEqual([ok({ limits: { US: 100 }, params: { rate: 2 } })]);
    const nested = pack({ './policy.wasm': module, 'a/b/data.json': '{"c": 1}', 'a/data.yaml': 'd: 2' });
    expect(await run(artifact(nested, { entrypoint: 'fees/data' }), [{}])).toEqual([ok({ a: { b: { c: 1 }, d: 2 } })]);
  });

  test('is given what was recorded of builtins that differ from call to call', async () => {
    const of = artifact(bundle, { entrypoint: 'fees/now', builtins: '/nd_builtin_cache' });
    const answered = (now: unknown) => ({ nd_builtin_cache: { 'time.now_ns': { '[]': now } } });
    // No double holds the nanoseconds of today.
    expect(await run(of, [answered(42), answered(1772352900000000001n), {}])).toEqual([
      ok(42),
      ok(1772352900000000000),
      { outcome: 'unreplayable', reason: 'the policy calls time.now_ns, and the recording holds no answer of it' },
    ]);
  });

  test('a record that breaks it fails, and the next one is answered', async () => {
    const of = artifact(bundle, { entrypoint: 'fees/abort' });
    expect(await run(of, [{}])).toEqual([{ outcome: 'failed', reason: 'the policy broke with an error of its own' }]);
    const stage = await rego.compile(artifact(module, { entrypoint: 'fees/now', builtins: '' }, 'a.wasm'));
    const outcomes = await stage.run([{}, { 'time.now_ns': { '[]': 1 } }]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unreplayable', 'ok']);
  });

  test.each([
    ['', /neither a module of WebAssembly nor a bundle/],
    ['package a', /neither a module/],
    [module.subarray(0, 300), /no policy of OPA/],
    [bundle.subarray(0, 300), /cannot be unpacked/],
    [pack({ 'data.json': '{}' }), /a bundle without policy\.wasm.*opa build -t wasm/s],
    [pack({ 'policy.wasm': 'no' }), /no module of WebAssembly/],
    [pack({ 'policy.wasm': module, 'data.json': '{' }), /data\.json/],
    [gzipSync(Buffer.alloc(65 * 1024 * 1024)), /more than 64 MB/],
    [Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), /no policy of OPA/],
    [bundle, /5 entrypoints.*one of fees\/echo/s],
  ])('what is no policy is an error (%#)', async (content, message) => {
    expect(await mistakes(artifact(content))).toMatch(message);
  });

  test('an entrypoint that is not there is named with the nearest', async () => {
    expect(await mistakes(artifact(bundle, { entrypoint: 'fees/ech' }))).toMatch(/did you mean fees\/echo/);
  });

  test('sources make records unreplayable, with the command that builds the bundle', async () => {
    const source = artifact('package fees.card\n\nallow if input.a\n', undefined, 'rules/fees.rego');
    expect(await run(source, [{}])).toEqual([
      {
        outcome: 'unreplayable',
        reason:
          'Rego is not compiled here; build a bundle and name that: opa build -t wasm -e fees/card/allow -o bundle.tar.gz rules/fees.rego; or have opa on the PATH and say --allow-programs',
      },
    ]);
    const head = artifact('package fees.card\n# why\nallow if input.b\n', undefined, 'rules/fees.rego');
    expect(rego.diff(source, head)).toMatchObject([
      { lines: [3, 3], message: '`allow if input.a` became `allow if input.b`' },
    ]);
  });

  test('edits of a bundle name the source in it with its line, or that the binary is another', () => {
    const files = {
      '.manifest': '{"revision":"1"}',
      'data.json': '{"a": 1}',
      'fees.rego': 'package fees\nlimit := 100\n',
      'policy.wasm': module,
    };
    const other = Buffer.concat([module, Buffer.from([0, 2, 1, 0x78])]);
    const of = (changed: Readonly<Record<string, string | Uint8Array>>): Artifact =>
      artifact(pack({ ...files, ...changed }));
    expect(rego.diff(of({}), of({ '.manifest': '{"revision": "2"}', 'data.json': '{"a":1}' }))).toEqual([]);
    expect(
      rego.diff(of({}), of({ 'fees.rego': 'package fees\nlimit := 50 # less\n', 'policy.wasm': other })),
    ).toMatchObject([
      {
        artifact: 'policies/fees.tar.gz',
        selector: 'fees.rego, line 2',
        message: 'fees.rego:2: `limit := 100` became `limit := 50`',
      },
    ]);
    expect(rego.diff(of({}), of({ 'data.json': '{"a": 2}' }))).toMatchObject([{ selector: 'data.json, line 1' }]);
    expect(rego.diff(of({}), of({ 'policy.wasm': other }))).toMatchObject([
      { change: 'binary-changed', message: 'the compiled policy is another, and its sources and data are not' },
    ]);
    expect(rego.diff(artifact(module), artifact(other))).toMatchObject([{ message: 'the compiled policy is another' }]);
  });

  test('is recognised by what it holds', () => {
    expect(rego.recognise?.({ path: 'a.wasm', content: module })).toBe(true);
    expect(rego.recognise?.({ path: 'a.wasm', content: Buffer.from('\0asm') })).toBe(false);
    expect(rego.recognise?.({ path: 'a.rego', content: '# x\npackage a\n' })).toBe(true);
  });
});

describe('the source of a policy', () => {
  /** As `opa exec` answers (its documentation, and cmd/internal/exec of OPA 1): lists results by path, and errors by code. */
  const OPA = `#!${process.execPath}
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const [exec, ...args] = process.argv.slice(2);
const value = (name) => args[args.indexOf(name) + 1];
if (exec !== 'exec' || value('--decision') !== 'fees/card/allow') process.exit(2);
const policy = readFileSync(join(value('--bundle'), 'fees.rego'), 'utf8');
if (policy.includes('allow :=:')) {
  console.error('error: rego_parse_error: unexpected token');
  process.exit(1);
}
let limit = Number(/<= (\\d+)/.exec(policy)[1]);
try { limit = JSON.parse(readFileSync(join(value('--bundle'), 'data.json'))).params.limit; } catch {}
const result = readdirSync(args.at(-1)).map((name) => {
  const path = join(args.at(-1), name);
  const { amount } = JSON.parse(readFileSync(path, 'utf8'));
  if (amount === undefined) return { path, error: { code: 'opa_undefined_error', message: 'decision was undefined' } };
  if (amount < 0) return { path, error: { code: 'eval_conflict_error', message: 'amount was ' + amount } };
  return { path, decision_id: '7', result: amount <= limit };
});
console.log(JSON.stringify({ result }, null, 2));
`;

  async function opened(text: string, more: Partial<Surroundings> = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'weir-test-'));
    writeFileSync(join(folder, 'opa'), OPA, { mode: 0o755 });
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const source = artifact(text, { request: '/in' }, 'rules/fees.rego');
    const surroundings = { refuses: () => undefined, environment: { PATH: folder }, jobs: 1, ...more };
    const carrier = await open(source, 'base', surroundings);
    onTestFinished(() => carrier[Symbol.asyncDispose]());
    return { ...bounded(await rego.compile(source, { ask: carrier.ask })), ask: carrier.ask };
  }

  const TEXT = 'package fees.card\n\nallow if input.amount <= 100\n';

  test('is run by the opa on the PATH, with params at data.params', async () => {
    const stage = await opened(TEXT);
    const documents = [10, 200, undefined, -1].map((amount) => ({ in: { amount } }));
    expect(await stage.run(documents)).toEqual([
      ok(true),
      ok(false),
      ok(null),
      { outcome: 'failed', reason: 'the policy broke (eval_conflict_error)' },
    ]);
    expect(await stage.run([{ in: { amount: 200 } }], { params: { limit: 500 } })).toEqual([ok(true)]);
  });

  test('that opa does not take is an error in its words', async () => {
    const { ask } = await opened(`${TEXT}allow :=: 1\n`);
    await expect(ask(['{"input":{}}'])).rejects.toThrow(/rego_parse_error: unexpected token/);
  });

  test('is not run where programs are not, or without opa, and the reason says what to do', async () => {
    const reason = expect.stringMatching(/opa build -t wasm -e fees\/card\/allow .*--allow-programs/);
    for (const more of [{ noPrograms: 'not here' }, { environment: { PATH: '/nowhere' } }])
      expect(await (await opened(TEXT, more)).run([{ in: { amount: 1 } }])).toEqual([
        { outcome: 'unreplayable', reason },
      ]);
  });
});
