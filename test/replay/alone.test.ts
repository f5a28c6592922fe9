/** Of the processes of a pool, one that needs all the room is left alone. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { Alone, Displaced } from '../../src/replay/alone.ts';
import { BUDGET } from '../../src/replay/process.ts';
import { temporaryFolder } from '../recordings/files.ts';
import { children, first, letter, openPool, runAll } from './processes.ts';
import { jsonl, output, planOf } from './setting.ts';

it('the first one that has to be waits for the others, which have to leave it what they do', async () => {
  const alone = new Alone();
  const other = Promise.withResolvers<void>();
  const said: string[] = [];
  const busy = alone.busy(1, other.promise).then(() => said.push('the other is done'));
  const become = alone.become(0).then(() => said.push('alone'));
  expect([alone.admits(0), alone.admits(1), alone.slot]).toEqual([true, false, 0]);
  await expect(alone.become(1)).rejects.toThrow(Displaced);
  expect(said).toEqual([]);
  other.resolve();
  await Promise.all([busy, become]);
  expect(said).toEqual(['the other is done', 'alone']);
});

it('one process of a pool is left where pages are large, and evidence is that of records one a line', async () => {
  const rows = 52_000;
  const words = (index: number): string[] =>
    Array.from({ length: rows }, (_, n) => `${'abc'[(n + index) % 3]}${String(n).padStart(999, 'x')}`);
  const lines = [0, 1, 2].map((index) =>
    jsonl(
      words(index).map((word) => ({ word })),
      index,
    ),
  );
  const plan = planOf(
    { steps: [first], outputs: [output('/letter')] },
    { 'first.json': [letter, { if: [{ '==': [letter, 'a'] }, 'z', letter] }] },
  );
  const files = await Promise.all(lines.map(asParquet));
  await using byLine = openPool([plan], lines, 2, BUDGET);
  const expected = await runAll(byLine, plan, lines, 2);
  await byLine[Symbol.asyncDispose]();
  await using pool = openPool([plan], files, 2, BUDGET);
  expect(await runAll(pool, plan, files, 2)).toEqual(expected);
  expect(children()).toBe(1);
  expect(await runAll(pool, plan, files, 2)).toEqual(expected);
  expect(children()).toBe(1);
});

/** A row group a file, whose texts are one page. */
async function asParquet({ path: from, index }: RecordingFile): Promise<RecordingFile> {
  const path = join(temporaryFolder(), `${index}.parquet`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (FROM read_json('${from}', format = 'newline_delimited')) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return { path, name: `traffic/${index}.parquet`, index, format: 'parquet', compression: 'none' };
}
