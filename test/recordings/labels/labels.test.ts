/** A table of outcomes that were known later, joined to a recording by id. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { RecordingConfig } from '../../../src/config/config.ts';
import { writeLabelled } from '../../../src/recordings/labels/write-labelled.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import { compileRecord } from '../../../src/recordings/record.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import { keeping, readAll, temporaryFolder } from '../files.ts';

const config: RecordingConfig = {
  ...{ name: 'flights', files: 'flights.jsonl', input: '/in', id: '/id', label: '/outcome' },
  labels: { files: 'outcomes.csv', join: '/request_id', label: '/outcome', time: '/settled_at' },
  range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
};

const flights = [
  '{"in":{"delay":1},"id":"a"}',
  '{"in":{"delay":2},"id":"b"}',
  'BROKEN',
  '{"in":{"delay":3},"id":7}',
  '{"in":{"delay":4}}',
  '{"in":{"delay":5},"id":"a"}',
  '{"in":{"delay":6},"id":"z"}',
];
const outcomes = [
  'request_id,outcome,settled_at',
  'a,paid,2026-03-02T10:00:00+02:00',
  'a,refused,2026-03-02T09:00:00Z',
  'a,late paper,2026-03-02T08:30:00Z',
  '7,paid,2026-03-01',
  'b,,2026-03-01',
  ',paid,2026-03-01',
  'nobody,paid,2026-03-01',
];
const labels = [
  [1, 'refused'],
  [2, undefined],
  [3, 'paid'],
  [4, undefined],
  [5, 'refused'],
  [6, undefined],
];
const counts = { matched: 3, unmatched: 3, duplicates: 2, strangers: 1, unusable: 2 };

it('the newest outcome of each request is its label, and all is counted', async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'flights.jsonl'), `${flights.join('\n')}\n`);
  writeFileSync(join(directory, 'outcomes.csv'), `${outcomes.join('\n')}\n`);
  const tracked = { list: async () => [], localPath: async (path: string) => path };
  const [file, another] = await resolveFiles(config, { tracked, directory, keep: keeping() });
  if (!file || another) throw new Error('one file was expected');
  expect(file.made?.labels).toEqual(counts);
  const found = await readAll(readerOf(file), file, { shards: 3 });
  const requests = found.records.map(({ record }) => compileRecord(config)(record).request);
  expect(requests.map((one) => [Reflect.get(Object(one?.input), 'delay'), one?.label])).toEqual(labels);
  expect(found.malformed).toMatchObject([{ message: expect.stringMatching(/^not JSON/), origin: { source: 0 } }]);
});

// By ISO 8601; a time without an offset is UTC, as everywhere, whatever the zone of this machine.
it.each([
  ['2026-03-02T10:00:00.123457Z', '2026-03-02T10:00:00.123456Z'],
  ['2026-03-02T10:00:00.1234565', '2026-03-02T10:00:00.123456Z'],
  ['2026-03-02T10:00:00,5Z', '2026-03-02T10:00:00Z'],
  ['2026-03-02 10:00:01', '2026-03-02T11:00:00+01'],
  ['2026-03-02T10:00:00', '2026-03-02T09:59:59Z'],
  ['2026-03-02T09:30:00-0230', '2026-03-02T11:59:59'],
  ['2026-12-31T23:59:60Z', '2026-12-31T23:59:59.9Z'],
  ['2026-03', '2026-02-28T23:59:59Z'],
  [1_772_445_600.5, '2026-03-02T10:00:00Z'],
])('an outcome of %s is newer than one of %s, in whatever order they stand', async (newer, older) => {
  const directory = temporaryFolder();
  const tracked = { list: async () => [], localPath: async (path: string) => path };
  writeFileSync(join(directory, 'flights.jsonl'), '{"in":1,"id":"a"}\n');
  const rows = [
    { request_id: 'a', outcome: 'newer', settled_at: newer },
    { request_id: 'a', outcome: 'older', settled_at: older },
  ];
  vi.stubEnv('TZ', 'America/New_York');
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const [index, order] of [rows, rows.toReversed()].entries()) {
    const name = `outcomes-${index}.jsonl`;
    writeFileSync(join(directory, name), order.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const own = {
      ...config,
      labels: { ...config.labels, files: name, join: '/request_id', label: '/outcome', time: '/settled_at' },
    };
    const [file] = await resolveFiles(own, { tracked, directory, keep: keeping() });
    if (!file) throw new Error('a file was expected');
    const found = await readAll(readerOf(file), file);
    expect(found.records.map(({ record }) => compileRecord(own)(record).request?.label)).toEqual(['newer']);
  }
});

it('what is no record of a CSV keeps its line', async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'flights.csv'), 'delay,id\n1,a\n"2"x,b\n3,7\n');
  writeFileSync(join(directory, 'outcomes.csv'), `${outcomes.join('\n')}\n`);
  const tracked = { list: async () => [], localPath: async (path: string) => path };
  const csv = { ...config, files: 'flights.csv', input: '' };
  const [file] = await resolveFiles(csv, { tracked, directory, keep: keeping() });
  if (!file) throw new Error('a file was expected');
  const { malformed } = await readAll(readerOf(file), file);
  expect(malformed).toMatchObject([{ message: expect.stringMatching(/quote/), line: 3, origin: { source: 0 } }]);
});

it('a table that memory has no room for gives the same, in whatever order, and leaves nothing behind', async () => {
  const directory = temporaryFolder();
  const path = (name: string) => join(directory, name);
  const bodies = Array.from({ length: 500 }, (_, id) => JSON.stringify({ id: `r${id}`, in: { id, note: '\u2028' } }));
  const rows = Array.from({ length: 500 }, (_, id) => JSON.stringify({ r: `r${(id * 7) % 500}`, o: (id * 7) % 500 }));
  writeFileSync(path('a.jsonl'), `${bodies.join('\n')}\n`);
  writeFileSync(path('b.jsonl'), `${[...rows, rows[0]].join('\n')}\n`);
  const file = (name: string) => ({
    ...{ path: path(name), name, index: 0, format: 'jsonl' },
    compression: 'none' as const,
  });
  const table = { files: 'b.jsonl', join: '/r', label: '/o' };
  expect(await writeLabelled([file('a.jsonl')], '/id', [file('b.jsonl')], table, path('out'), 1000)).toEqual({
    ...{ matched: 500, unmatched: 0, duplicates: 1, strangers: 0, unusable: 0 },
  });
  const made = { ...file('out'), sources: [file('a.jsonl')] };
  const found = await readAll(readerOf(made), made);
  expect(found.records.map(({ record }) => record)).toHaveLength(500);
  for (const { record } of found.records)
    expect(record).toMatchObject({ record: { in: { id: Reflect.get(Object(record), 'label') } } });
  expect(readdirSync(directory).sort()).toEqual(['a.jsonl', 'b.jsonl', 'out']);
});

it('a table with days and decimals as people write them says so for itself, and one that does not is told', async () => {
  const directory = temporaryFolder();
  const tracked = { list: async () => [], localPath: async (path: string) => path };
  writeFileSync(join(directory, 'claims.jsonl'), '{"id":"S-1","paid":1}\n{"id":"S-2","paid":2}\n');
  writeFileSync(
    join(directory, 'closed.csv'),
    'Akte;Am;Betrag\nS-1;01.09.2026;1.200,50\nS-1;31.08.2026;9\nS-2;31.08.2026;7,25\n',
  );
  const labelled = async (more: Partial<NonNullable<RecordingConfig['labels']>>) => {
    const labels = { files: 'closed.csv', join: '/Akte', label: '/Betrag', time: '/Am', ...more };
    const own = { ...config, files: 'claims.jsonl', input: '', label: '/Betrag', labels };
    const [file] = await resolveFiles(own, { tracked, directory, keep: keeping() });
    if (!file) throw new Error('one file was expected');
    const found = await readAll(readerOf(file), file);
    return { made: file.made?.labels, labels: found.records.map(({ record }) => compileRecord(own)(record).request) };
  };

  const types = { Am: 'dmy', Betrag: 'number' } as const;
  const said = await labelled({ types, dialect: { decimal: ',' } });
  // The first of September is later than the last of August, though not by its text.
  expect(said.labels.map((one) => one?.label)).toEqual([1200.5, 7.25]);
  expect(said.made).toEqual({ matched: 2, unmatched: 0, duplicates: 1, strangers: 0, unusable: 0 });

  const unsaid = await labelled({});
  expect(unsaid.made).toMatchObject({
    ...{ matched: 0, unusable: 3 },
    broken: 'closed.csv: the time at /Am is no ISO 8601 time',
  });
});
