/** What weir.yml redacts is gone before anything else sees a record. Hashes are those of `openssl dgst -sha256 -hmac`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { RecordingConfig } from '../../../src/config/config.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import { compileRedaction, type RedactedPlace } from '../../../src/recordings/redact/redaction.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import { keeping, readAll, temporaryFolder, values } from '../files.ts';

const KEY = 'a key of a test!';
const CARD = 'b4308bad58ed6e8dd4fc950f5fc626fb';
const MAP = 'b5b3ba98896c03f14b9ae6bb859538eb';

function redacted(record: unknown, ...places: (string | RedactedPlace)[]): unknown {
  const named = places.map((place): RedactedPlace => (typeof place === 'string' ? { at: place, as: 'drop' } : place));
  return compileRedaction({ places: named, key: KEY })(record);
}

describe('a record', () => {
  it.each([
    ['a member', { card: 1, fare: 2 }, ['/card'], { fare: 2 }],
    ['a member of a member', { customer: { email: 'a', age: 3 } }, ['/customer/email'], { customer: { age: 3 } }],
    ['what is not there', { fare: 2 }, ['/card', '/fare/card', '/a/0/b'], { fare: 2 }],
    ['an item of a list, whose others stay in place', { a: [1, 2, 3] }, ['/a/1'], { a: [1, null, 3] }],
    [
      'one member of every item',
      { to: [{ mail: 1, n: 2 }, 7, { mail: 3 }] },
      ['/to/*/mail'],
      { to: [{ n: 2 }, 7, {}] },
    ],
    [
      'one member of every member',
      { by: { a: { k: 1 }, b: { k: 2, n: 3 } } },
      ['/by/*/k'],
      { by: { a: {}, b: { n: 3 } } },
    ],
    ['a name with a slash and a tilde', { 'a/b~c': 1, d: 2 }, ['/a~1b~0c'], { d: 2 }],
    ['what objects inherit, when it is their own', JSON.parse('{"__proto__":1,"b":2}'), ['/__proto__'], { b: 2 }],
    ['a whole part', { customer: { email: 'a' }, n: 1 }, ['/customer'], { n: 1 }],
    ['nothing of what is no object', 'text', ['/card'], 'text'],
  ])('loses %s', (_what, record, places, left) => {
    expect(redacted(record, ...places)).toEqual(left);
  });

  it('has a hash in place of a value, the same for the same value, and none of what is null', () => {
    const hash = (at: string): RedactedPlace => ({ at, as: 'hash' });
    const record = { card: '4111 1111', again: '4111 1111', map: { n: 1 }, none: null };
    expect(redacted(record, hash('/card'), hash('/again'), hash('/map'), hash('/none'))).toEqual({
      card: CARD,
      again: CARD,
      map: MAP,
      none: null,
    });
  });

  it('stays as it was, since others may hold it', () => {
    const record = { customer: { email: 'a' }, list: [{ email: 'b' }] };
    const before = structuredClone(record);
    redacted(record, '/customer/email', '/list/*/email');
    expect(record).toEqual(before);
  });
});

const range = { line: 3, column: 5, endLine: 3, endColumn: 9 };

/** What files of a recording hold, and the folder of what was kept of them. */
async function read(files: Readonly<Record<string, string>>, config: Partial<RecordingConfig>) {
  const directory = temporaryFolder();
  const kept = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const found = await resolveFiles(
    { name: 'orders', files: 'orders*', input: '', range, ...config },
    {
      tracked: { list: async () => [], localPath: async (path) => path },
      directory,
      keep: async ({ id, name, write }) => {
        const path = join(kept, `${id.slice(0, 8)}-${name}`);
        await write(path);
        return path;
      },
    },
  );
  const parts = await Promise.all(found.map((file) => readAll(readerOf(file), file, { shards: 2 })));
  return { records: parts.flatMap(values), kept: textsIn(kept) };
}

function textsIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

describe('a recording', () => {
  it('of CSV lacks a column, whatever its type was found to be', async () => {
    const text = 'id,card,fare\n1,SECRET,3\n2,SECRET,4\n';
    expect((await read({ 'orders.csv': text }, { redact: ['/card'] })).records).toEqual([
      { id: 1, fare: 3 },
      { id: 2, fare: 4 },
    ]);
  });

  it('in an envelope is redacted where it is opened', async () => {
    const line = '{"decision_id":"a","input":{"user":"SECRET","n":1},"result":true,"timestamp":"2026-03-01T08:15:00Z"}';
    const { records } = await read({ 'orders.jsonl': line }, { format: 'opa', redact: ['/input/user'] });
    expect(records).toMatchObject([{ input: { n: 1 }, output: true }]);
    expect(JSON.stringify(records)).not.toContain('SECRET');
  });

  it('whose halves are joined is redacted before anything of it is kept', async () => {
    const half = (type: string, data: object) =>
      JSON.stringify({ specversion: '1.0', type: `org.kubeflow.serving.inference.${type}`, id: 'a', data });
    const text = [half('response', { score: 1, why: 'SECRET' }), half('request', { card: 'SECRET', n: 2 })].join('\n');
    const redact: RecordingConfig['redact'] = ['/input/card', '/output/why'];
    const { records, kept } = await read({ 'orders.jsonl': text }, { format: 'kserve', redact });
    expect(records).toMatchObject([{ input: { n: 2 }, output: { score: 1 } }]);
    expect(kept).toContain('"score":1');
    expect(kept).not.toContain('SECRET');
  });

  it('of which a window or outcomes are kept is redacted before', async () => {
    const text = [1, 2].map((n) => JSON.stringify({ id: n, at: `2026-03-0${n}`, card: 'SECRET', n })).join('\n');
    const parts = { id: '/id', time: '/at', redact: ['/card'] satisfies RecordingConfig['redact'] };
    const cut = await read({ 'orders.jsonl': text }, { ...parts, window: '1d' });
    expect(cut.records).toEqual([{ id: 2, at: '2026-03-02', n: 2 }]);
    const labels = { files: 'outcomes.csv', join: '/id', label: '/o' };
    const joined = await read({ 'orders.jsonl': text, 'outcomes.csv': 'id,o\n1,paid\n' }, { ...parts, labels });
    expect(joined.records).toHaveLength(2);
    expect(cut.kept).toContain('"n":2');
    expect(joined.kept).toContain('"n":2');
    expect(cut.kept + joined.kept).not.toContain('SECRET');
  });

  it('that hashes needs a key of some length, by name and never by value', async () => {
    const hashing: Partial<RecordingConfig> = { redact: [{ at: '/card', as: 'hash' }] };
    const files = { 'orders.jsonl': '{"card":"4111 1111"}' };
    const expected = 'WEIR_REDACT_KEY in the environment, of 16 characters or more';
    for (const [key, message] of [
      ['', 'recording "orders": there is no key to hash with'],
      ['hunter2', 'recording "orders": the key to hash with has 7 characters'],
    ]) {
      vi.stubEnv('WEIR_REDACT_KEY', key);
      await expect(read(files, hashing)).rejects.toMatchObject({
        problems: [{ line: 3, column: 5, message, expected }],
      });
    }
    vi.stubEnv('WEIR_REDACT_KEY', KEY);
    expect((await read(files, hashing)).records).toEqual([{ card: CARD }]);
    vi.unstubAllEnvs();
  });

  it('that was kept under another redaction is made anew', async () => {
    const storage = { tracked: { list: async () => [], localPath: async (path: string) => path }, keep: keeping() };
    const directory = temporaryFolder();
    const ids: string[] = [];
    writeFileSync(join(directory, 'orders.jsonl'), '{"at":"2026-03-01","card":1}');
    for (const redact of [undefined, ['/card']] as const) {
      const config: RecordingConfig = {
        ...{ name: 'orders', files: 'orders*', input: '', time: '/at', window: '1d', range },
        ...(redact && { redact: [...redact] }),
      };
      const keep: typeof storage.keep = async (content) => {
        ids.push(content.id);
        return storage.keep(content);
      };
      await resolveFiles(config, { ...storage, directory, keep });
    }
    expect(new Set(ids).size).toBe(2);
  });
});
