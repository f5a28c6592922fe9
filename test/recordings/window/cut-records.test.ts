import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RecordingConfig } from '../../../src/config/config.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import { readShard, temporaryFolder } from '../files.ts';
import { config } from '../storage/faults.ts';
import { context } from '../storage/folder.ts';

/** Records of all files within the window, and what is malformed. */
async function read(files: Readonly<Record<string, string | Buffer>>, more: Partial<RecordingConfig>) {
  const directory = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const found = await resolveFiles(config('*', { time: '/at', ...more }), { ...context(), directory });
  const records: unknown[] = [];
  const malformed: unknown[] = [];
  for (const file of found) {
    for (const shard of await readerOf(file).shards(file, 3)) {
      const part = await readShard(readerOf(file), shard);
      records.push(...part.records.map(({ record }) => record));
      malformed.push(...part.malformed.map(({ message, origin, line }) => [message, origin?.source, line]));
    }
  }
  return { records, malformed, found };
}

describe('a window by the time of records', () => {
  it('ends with the newest record of all files, however times are written', async () => {
    const { records } = await read(
      {
        'a.jsonl': '{"at":"2026-11-28T00:00:00Z","n":1}\n{"at":"2026-11-20T23:59:59Z","n":2}\n',
        'b.jsonl.gz': gzipSync('{"at":"2026-11-21T02:30:00+02:00","n":3}\n{"at":1795219200,"n":4}\n'),
        'c.csv': 'at,n\n2026-11-27 12:00:00,5\n2026-11-01,6\n',
      },
      { window: '7d' },
    );
    // 1795219200 is 2026-11-21T00:00:00Z, seven days to the second before the newest, and so outside.
    expect(records).toEqual([
      { at: '2026-11-28T00:00:00Z', n: 1 },
      { at: '2026-11-21T02:30:00+02:00', n: 3 },
      { at: '2026-11-27 12:00:00', n: 5 },
    ]);
  });

  it('keeps what is malformed, and says of a record without a time that it has none', async () => {
    const { records, malformed } = await read(
      { 'a.jsonl': '{"at":"2026-11-28"}\n{"at":\n{"n":1}\n', 'b.jsonl': '{"at":"no time"}\n' },
      { window: '1d' },
    );
    expect(records).toEqual([{ at: '2026-11-28' }, { at: 'no time' }]);
    expect(malformed).toEqual([
      [expect.any(String), 0, 2],
      ['no time at /at, by which the window goes', 0, undefined],
    ]);
  });

  it('is not believed where one clock that is off makes all other traffic old', async () => {
    const traffic = Array.from({ length: 20 }, (_, day) => `{"at":"2026-11-${10 + day}T12:00:00Z"}\n`).join('');
    const reading = read({ 'a.jsonl': `${traffic}{"at":"2062-11-29T12:00:00Z"}\n` }, { window: '7d' });
    // 36 years with nine leap days.
    await expect(reading).rejects.toThrow('end on 2062-11-29, and for 13,149 days before them there is nothing');
  });

  it('reads records of an envelope', async () => {
    const line = (id: number, at: string) =>
      `{"specversion":"1.0","type":"org.kubeflow.serving.inference.request","id":"${id}","time":"${at}","data":{"n":${id}}}\n` +
      `{"specversion":"1.0","type":"org.kubeflow.serving.inference.response","id":"${id}","time":"${at}","data":{"n":${id}}}\n`;
    const { records } = await read(
      { 'a.jsonl': line(1, '2026-11-28T00:00:00Z') + line(2, '2026-11-26T00:00:00Z') },
      { window: '24h', format: 'kserve', input: '/input', time: '/time' },
    );
    expect(records).toEqual([expect.objectContaining({ id: '1' })]);
  });

  it('has no records where the files have none', async () => {
    expect((await read({ 'a.jsonl': '' }, { window: '1d' })).records).toEqual([]);
  });
});
