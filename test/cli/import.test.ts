import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../recordings/files.ts';
import { weir } from './weir.ts';

const event = (half: string, id: string, data: unknown) =>
  `${JSON.stringify({ specversion: '1.0', type: `org.kubeflow.serving.inference.${half}`, id, time: '2026-03-01T08:15:00Z', data })}\n`;

const isRecord = formats
  .default(new Ajv2020({ allowUnionTypes: true }))
  .compile(JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/record.schema.json'), 'utf8')));

function records(text: string): unknown[] {
  const found = text
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));
  for (const record of found) expect([record, isRecord(record)]).toEqual([record, true]);
  return found;
}

/** Requests and answers in two files, with what is broken. */
function traffic(): string {
  const directory = temporaryFolder();
  writeFileSync(
    join(directory, 'requests.jsonl'),
    `${event('request', 'a', { delay: 1 })}not JSON\n${event('request', 'b', { delay: 2 })}{"cut": \n${event('request', 'c', { delay: 3 })}`,
  );
  writeFileSync(
    join(directory, 'responses.jsonl.gz'),
    gzipSync(
      event('response', 'b', { tier: 'short' }) +
        event('response', 'a', null) +
        event('response', 'a', { tier: 'none' }),
    ),
  );
  return directory;
}

const b = { input: { delay: 2 }, output: { tier: 'short' }, id: 'b', time: '2026-03-01T08:15:00Z' };

it('native records go to stdout, and what was read, joined and unusable to stderr', async () => {
  const directory = traffic();
  const run = await weir({ directory }, 'import', '--format', 'kserve', 'requests.jsonl', 'responses.jsonl.gz');
  expect(run.status).toBe(0);
  expect(records(run.stdout)).toEqual([b]);
  expect(run.stderr.split('\n')).toEqual([
    'read      2 files of kserve: 8 raw records',
    'joined    1 request with its response',
    'written   1 record to stdout',
    'unusable  5',
    '  1  not JSON: unexpected character',
    '     requests.jsonl:2',
    '  1  not JSON: it ends too early',
    '     requests.jsonl:4',
    '  1  the body of the response is not there',
    '     responses.jsonl.gz:2',
    '  1  a request without its response',
    '     requests.jsonl:5',
    '  1  a response without its request',
    '     responses.jsonl.gz:3',
    '',
  ]);
});

it('a file is written whole or not at all, and one that is named twice is read once', async () => {
  const directory = traffic();
  const importTo = (path: string) =>
    weir({ directory }, 'import', '--format', 'kserve', '*.jsonl*', 'requests.jsonl', '--to', path);
  const run = await importTo('out/x.jsonl');
  expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('cannot be written')]);
  const again = await importTo('x.jsonl');
  expect([again.status, again.stdout]).toEqual([0, '']);
  expect(records(readFileSync(join(directory, 'x.jsonl'), 'utf8'))).toEqual([b]);
  expect(readdirSync(directory).sort()).toEqual(['requests.jsonl', 'responses.jsonl.gz', 'x.jsonl']);
});

it('what no serving stack wrote is told by pointers', async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'traffic.csv'), 'delay,tier,at\n214,short,2026-03-01T08:15:00Z\n3,none,yesterday\n');
  const pointers = ['--input', '', '--output', '/tier', '--time', '/at'];
  const run = await weir({ directory }, 'import', '--format', 'csv', join(directory, 'traffic.csv'), ...pointers);
  const at = '2026-03-01T08:15:00Z';
  expect(records(run.stdout)).toEqual([{ input: { delay: 214, tier: 'short', at }, output: 'short', time: at }]);
  expect(run.stderr).toContain('  1  the time at /at is no ISO 8601 time');
});

it.each([
  ['none of 2 records can be used', 'not JSON\n{"input":\n'],
  ['there is no record in it', ''],
])('%s: an error, and nothing is written', async (message, text) => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'traffic.jsonl'), text);
  const run = await weir({ directory }, 'import', '--format', 'native', 'traffic.jsonl', '--to', 'to.jsonl');
  expect([run.status, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toContain(message);
  expect(run.stderr).toContain('written   0 records');
  expect(readdirSync(directory)).toEqual(['traffic.jsonl']);
  expect((await weir({ directory }, 'import', '--format', 'native', 'traffic.jsonl')).status).toBe(2);
  const traffic = await weir({ directory }, 'traffic', './traffic.jsonl', '--format', 'native');
  expect([traffic.status, traffic.stderr.replace(/\s+/g, ' ')]).toEqual([2, expect.stringContaining(message)]);
});

it.each([
  [['--format', 'kservr', 'x.jsonl'], 'no format is called "kservr"'],
  [['--format', 'kserve', 'requests.jsnl'], 'there is no such file'],
  [['--format', 'kserve', 'requests.jsonl', '--to', 'x.csv'], 'does not say how to write it'],
  [['--format', 'kserve'], "missing required argument 'files'"],
])('%j is an error', async (args, message) => {
  const run = await weir({ directory: traffic() }, 'import', ...args);
  expect([run.status, run.stdout]).toEqual([2, '']);
  expect(run.stderr.replace(/\s+/g, ' ')).toContain(message);
});
