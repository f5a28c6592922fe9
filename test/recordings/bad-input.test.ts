/** Bad records in every envelope and format: each is counted and located, and its neighbours are what they were. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordingError } from '../../src/errors.ts';
import { describeFiles } from '../../src/recordings/describe.ts';
import { envelopes } from '../../src/recordings/envelopes/registry.ts';
import { placed } from '../../src/recordings/placed.ts';
import { readerOf } from '../../src/recordings/read.ts';
import { builtProgram } from '../built.ts';
import { filesOfFolder } from './envelopes/contract.ts';
import { readAll, temporaryFolder } from './files.ts';

type Raw = Readonly<Record<string, unknown>>;

interface Sample {
  /** Lines of a call that is one record. */
  call(id: string): readonly Raw[];
  /** A line whose members are there and of other types than they should be. */
  readonly types: Raw;
  /** A line whose answer was never given; undefined where that is a record without output. */
  readonly half?: Raw;
  /** A line that says base64 and has none. */
  readonly base64?: Raw;
}

const event = (half: string, id: unknown, body: Raw): Raw => ({
  type: `org.kubeflow.serving.inference.${half}`,
  id,
  ...body,
});
const captured = (data: unknown, encoding: unknown = 'CSV'): Raw => ({
  observedContentType: 'text/csv',
  mode: 'INPUT',
  data,
  encoding,
});
const span = (attributes: unknown): Raw => ({
  resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'a', spanId: 'b', attributes }] }] }],
});
const text = (key: string, stringValue: unknown): Raw => ({ key, value: { stringValue } });
const asked: Raw = { method: 'GET', url: 'https://api.acme.example/search?q=1' };
const entry = (content: Raw): Raw => ({
  startedDateTime: '2026-03-01T08:15:00Z',
  request: { ...asked, queryString: [{ name: 'q', value: '1' }] },
  response: { status: 200, content },
});

const samples: Readonly<Record<string, Sample>> = {
  native: { call: (id) => [{ input: { a: 1 }, id }], types: { input: 1, weight: 'heavy' } },
  opa: {
    call: (decision_id) => [{ decision_id, input: { user: 'bob' }, result: true, timestamp: '2026-03-01T08:15:00Z' }],
    types: { decision_id: 7, input: [], erased: 'all' },
  },
  'opa-events': {
    call: (decision_id) => [{ decision_id, input: { user: 'bob' }, nd_builtin_cache: { 'time.now_ns': { '[]': 1 } } }],
    types: { decision_id: 7, input: [], nd_builtin_cache: 'all' },
  },
  kserve: {
    call: (id) => [event('request', id, { data: { instances: [1] } }), event('response', id, { data: { p: [1] } })],
    types: event('request', 7, { data: 7 }),
    half: event('request', 'half', { data: {} }),
    base64: event('request', 'base64', { data_base64: 'QUJD\u{1F600}' }),
  },
  sagemaker: {
    call: (eventId) => [
      { captureData: { endpointInput: captured('1,2'), endpointOutput: captured('0') }, eventMetadata: { eventId } },
    ],
    types: { captureData: { endpointInput: captured(7, 7) }, eventMetadata: [] },
    base64: { captureData: { endpointInput: captured('QUJD!', 'BASE64') } },
  },
  databricks: {
    call: (databricks_request_id) => [
      { databricks_request_id, request: '{"instances":[1]}', response: '{"predictions":[2]}', status_code: 200 },
    ],
    types: { databricks_request_id: 7, request: 7, response: [], sampling_fraction: {} },
    half: { databricks_request_id: 'half', request: '{"instances":[1]}', response: null, status_code: 200 },
  },
  openai: {
    call: (custom_id) => [
      { custom_id, method: 'POST', url: '/v1/chat/completions', body: { model: 'm', messages: [] } },
      { custom_id, response: { status_code: 200, body: { choices: [] } }, error: null },
    ],
    types: { custom_id: 7, body: 'text' },
    half: { custom_id: 'half', body: { model: 'm' } },
  },
  'otel-genai': {
    call: () => [span([text('gen_ai.operation.name', 'chat'), text('gen_ai.input.messages', '[]')])],
    types: { resourceSpans: 7, resourceLogs: 'none' },
  },
  har: {
    call: () => [entry({ mimeType: 'application/json', text: '{"a":1}' })],
    types: { request: { ...asked, queryString: 7 }, response: { status: '200', content: 7 } },
    half: { request: { ...asked, queryString: [] }, response: { status: 0, content: {} } },
    base64: entry({ mimeType: 'application/json', text: 'QUJD*', encoding: 'base64' }),
  },
};

const line = (raw: Raw): string => `${JSON.stringify(raw)}\n`;
const calls = (sample: Sample, ids: readonly string[]): string =>
  ids.flatMap((id) => sample.call(id).map(line)).join('');

/** What is found in one file of JSON Lines, in two shards. */
async function read(id: string, content: string | Buffer) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'traffic.jsonl'), content);
  const envelope = envelopes.find((one) => one.id === id);
  if (!envelope) throw new Error(`no envelope is called ${id}`);
  const files = await filesOfFolder(envelope, folder, '*.jsonl');
  const [file] = files;
  if (!file) throw new Error('no file');
  const { records, malformed } = await readAll(readerOf(file), file, { shards: 2 });
  return {
    records: records.length,
    places: await placed(
      malformed.map((one) => ({ file: 0, ...one })),
      files,
    ),
  };
}

it('every envelope has a sample', () => {
  expect(Object.keys(samples).sort()).toEqual(envelopes.map(({ id }) => id).sort());
});

describe.each(Object.entries(samples))('in records of %s', (id, sample) => {
  const before = calls(sample, ['a', 'b']);
  const after = calls(sample, ['c']);
  const place = before.split('\n').length;
  const [first] = sample.call('x');
  const bad: readonly (readonly [string, Buffer | Raw | undefined])[] = [
    ['a line that was cut', Buffer.from(`${JSON.stringify(first).slice(0, -9)}\n`)],
    ['a line of another encoding', Buffer.from(line({ ...first, note: 'Zürich' }), 'latin1')],
    ['a line that is no JSON', Buffer.from('\u0000\u0001 none\n')],
    ['a line of brackets without end', Buffer.from(`{"data":${'['.repeat(5000)}\n`)],
    ['members of other types', id === 'native' ? undefined : sample.types],
    ['a request without an answer', sample.half],
    ['base64 that is none', sample.base64],
  ];
  it.each(bad.filter(([, raw]) => raw !== undefined))('%s is one malformed record at its line', async (_what, raw) => {
    const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(line(raw ?? {}));
    const found = await read(id, Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]));
    expect(found.records).toBe(3);
    expect(found.places).toEqual([{ file: 'traffic.jsonl', line: place, message: expect.any(String) }]);
    expect(JSON.stringify(found.places)).not.toContain('QUJD');
  });

  it('a call that was logged twice is no reason to lose another', async () => {
    const found = await read(id, before + calls(sample, ['b']) + after);
    expect([found.records, found.places.length]).toEqual([4, 0]);
  });

  it('a file that was cut in its last line holds what stands before', async () => {
    const found = await read(id, before + line(first ?? {}).slice(0, -9));
    expect([found.records, found.places.length]).toEqual([2, 1]);
  });
});

it.each([
  ['json', '[{"a":1},{"a":', 'the array never ends: the file is cut off'],
  ['json', '{"a":1', 'the object never ends: the file is cut off'],
  ['json', 'Zürich', 'no JSON array of records'],
  ['parquet', 'PAR1 and then nothing', 'No magic bytes found at end of file'],
  ['parquet', `PAR1${'\0'.repeat(100)}PAR1`, 'cannot be read'],
])('a file of %s that is cut or none is an error that names it: %j', async (format, content, words) => {
  const folder = temporaryFolder();
  const path = join(folder, `traffic.${format}`);
  writeFileSync(path, content, 'latin1');
  const file = { path, name: 'traffic/june', index: 0, format, compression: 'none' as const };
  const failure: unknown = await readAll(readerOf(file), file).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RecordingError);
  expect(String(failure)).toContain('traffic/june');
  expect(String(failure)).toContain(words);
});

it.each([
  ['json', '[{"a":1},\n{"a":"', '"},\n{"a":2}]', [{ a: 1 }, { a: 2 }]],
  ['csv', 'a\n1\n"', '"\n2\n', [{ a: 1 }, { a: 2 }]],
])(
  'a record of %s that is longer than 64 MB is counted at its line, and the others are read',
  async (format, before, after, expected) => {
    const path = join(temporaryFolder(), `traffic.${format}`);
    writeFileSync(path, Buffer.concat([Buffer.from(before), Buffer.alloc(65 * 1024 * 1024, 'x'), Buffer.from(after)]));
    const described = { path, name: `traffic.${format}`, index: 0, format, compression: 'none' as const };
    const config = { name: 'long', files: '', input: '', range: { line: 1, column: 1, endLine: 1, endColumn: 1 } };
    const [file = described] = await describeFiles([described], config, '.github/weir.yml');
    const { records, malformed } = await readAll(readerOf(file), file);
    expect(records.map(({ record }) => record)).toEqual(expected);
    const [place] = await placed(
      malformed.map((one) => ({ file: 0, ...one })),
      [file],
    );
    expect([malformed.length, place]).toEqual([1, expect.objectContaining({ message: 'longer than 64 MB' })]);
    expect(place?.line).toBe(format === 'csv' ? 3 : 2);
  },
);

it('a record of 50 MB is read, and one of 65 MB counted, in memory that has no room for two', () => {
  const folder = temporaryFolder();
  const file = openSync(join(folder, 'traffic.jsonl'), 'w');
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  const request = (id: string, megabytes: number): void => {
    writeSync(file, `{"type":"org.kubeflow.serving.inference.request","id":"${id}","data":{"text":"`);
    for (let at = 0; at < megabytes; at += 1) writeSync(file, megabyte);
    writeSync(file, `"}}\n${line(event('response', id, { data: { p: 1 } }))}`);
  };
  request('small', 0);
  request('large', 50);
  request('too large', 65);
  request('last', 0);
  closeSync(file);
  const args = ['--max-old-space-size=192', builtProgram(), 'import', '--format', 'kserve', 'traffic.jsonl'];
  const env = { ...process.env, WEIR_CACHE: join(folder, 'cache') };
  const { status, stderr } = spawnSync(process.execPath, [...args, '--to', 'native.jsonl'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/written +3 records/);
  expect(stderr).toMatch(/longer than 64 MB\n +traffic\.jsonl:5/);
  expect(stderr).toMatch(/a response without its request\n +traffic\.jsonl:6/);
  expect(status).toBe(0);
});
