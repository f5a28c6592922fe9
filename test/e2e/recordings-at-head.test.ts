/** Recordings that a change brings along: what no check could use once it is merged fails now, with file and line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../src/report/report.generated.ts';
import { temporaryFolder } from '../recordings/files.ts';
import { makeSmallRepository, WEIR_YML } from './small.ts';
import { type Run, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

interface Judged extends Run {
  readonly report: Report;
}

/** One file with the rows of a query. */
async function parquet(query: string): Promise<Uint8Array> {
  const path = join(temporaryFolder(), 'rows.parquet');
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  return readFileSync(path);
}

type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

/** `weir check` of a commit with these files, or without those that are undefined, against `main`. */
async function change(from: Files, files: Files): Promise<Judged> {
  const repository = makeSmallRepository(from);
  repository.git('checkout', '--quiet', '-b', 'change', 'main');
  const gone = Object.keys(files).filter((path) => files[path] === undefined);
  if (gone.length > 0) repository.git('rm', '--quiet', ...gone);
  repository.commit(
    Object.fromEntries(Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]]))),
  );
  const file = join(repository.directory, '.git/report.json');
  const run = await weir(['check', '--base', 'main', '--head', 'change', '--json', file], repository.directory);
  expect(run.stderr).toBe('');
  return { ...run, report: JSON.parse(readFileSync(file, 'utf8')) as Report };
}

/** One pipeline a recording, all with the rule and the schema of the small repository. */
function weirYml(recordings: Readonly<Record<string, string>>, more = ''): string {
  const pipeline = WEIR_YML.slice(WEIR_YML.indexOf('  board:'));
  const named = Object.entries(recordings);
  return [
    'version: 1\nrecordings:\n',
    ...named.map(([name, keys]) => `  ${name}: { ${keys} }\n`),
    'pipelines:\n',
    ...named.map(([name]) =>
      pipeline.replace('board:', `${name}-board:`).replace('recording: flights', `recording: ${name}`),
    ),
    more,
  ].join('');
}

const OPA =
  '{"decision_id":"1","path":"board/status","input":{"delay":1},"result":"late","timestamp":"2026-01-01T00:00:00Z"}\n';
const SCHEMA =
  '{ "type": "object", "properties": { "delay": { "type": "integer", "maximum": 1000 }, "dep_delay": { "type": "integer" } } }\n';
const LINES = '{"delay":0}\n{"delay":20}\n{"delay":90}\n';

test('what no check could use of a recording once it is merged fails, with file and line', async () => {
  const csv = 'delay,day\n0,1\n20,2\n90,3\n';
  const base: Files = {
    '.github/weir.yml': weirYml({
      header: 'files: t/header.csv',
      form: 'files: t/form.jsonl',
      lines: 'files: t/lines.jsonl',
      third: 'files: t/third.jsonl',
      empty: 'files: t/empty.jsonl',
      text: 'files: t/text.jsonl',
      several: 'files: t/several/*.jsonl',
      envelope: 'files: t/opa.jsonl, format: opa',
      refused: 'files: t/refused.jsonl',
      packed: 'files: t/packed.jsonl.gz',
      labelled: 'files: t/labelled.jsonl, id: /id, labels: { files: outcomes.csv, join: /id, label: /outcome }',
      columns: 'files: t/columns.parquet',
    }),
    'schemas/flight.json': SCHEMA,
    't/header.csv': csv,
    't/form.jsonl': LINES,
    't/lines.jsonl': LINES,
    't/third.jsonl': LINES,
    't/empty.jsonl': LINES,
    't/text.jsonl': LINES,
    't/several/one.jsonl': LINES,
    't/opa.jsonl': OPA,
    't/refused.jsonl': LINES,
    't/packed.jsonl.gz': gzipSync(LINES),
    't/labelled.jsonl': '{"id":"a","delay":0}\n',
    'outcomes.csv': 'id,outcome\na,on-time\n',
    't/columns.parquet': await parquet('SELECT 20 AS delay'),
  };
  const { status, report } = await change(base, {
    't/header.csv': csv.replace('delay', 'Delay'),
    't/form.jsonl': '{"event":{"delay":0}}\n{"event":{"delay":20}}\n',
    't/lines.jsonl': 'delay 0\ndelay 20\n',
    't/third.jsonl': '{"delay":0}\n{"delay":\n{"delay":90}\n',
    't/empty.jsonl': '',
    't/text.jsonl': '{"delay":"0 min"}\n{"delay":"20 min"}\n',
    't/several/two.jsonl': '{"dep":1}\n',
    't/opa.jsonl': '{"delay":1}\n',
    't/refused.jsonl': '{"delay":72000}\n{"delay":5400000}\n',
    't/packed.jsonl.gz': 'version 2\n',
    'outcomes.csv': 'id,result\na,on-time\n',
    't/columns.parquet': await parquet('SELECT 20 AS minutes'),
  });

  const reads = (name: string) => `which pipeline "${name}-board" reads`;
  const said = [
    `t/header.csv:1 (head): recording "header": none of 3 records has /delay, ${reads('header')}; expected it as at base, in 100 % of the records; did you mean Delay?`,
    `t/form.jsonl:1 (head): recording "form": none of 2 records has /delay, ${reads('form')}; expected it`,
    't/lines.jsonl:1 (head): recording "lines": none of 2 records of this file can be used; found not JSON',
    't/third.jsonl:2 (head): recording "third": 33.3 % of the records cannot be used, and 1 % is tolerated; found not JSON',
    '.github/weir.yml:7:12 (head): recording "empty" has no records',
    `t/text.jsonl:1 (head): recording "text": /delay, ${reads('text')}, is text; expected a number as at base`,
    `t/several/two.jsonl:1 (head): recording "several": none of 1 record has /delay, ${reads('several')}`,
    't/opa.jsonl:1 (head): recording "envelope": none of 1 record of this file can be used',
    '.github/weir.yml:11:14 (head): recording "refused" as head has it: of 2 records that were tried none comes through pipeline "refused-board"; found rejected by schemas/flight.json',
    't/packed.jsonl.gz (head): it is read as gzip, and does not begin like that',
    'outcomes.csv:1 (head): recording "labelled.labels": none of 1 record has /outcome, which weir.yml names as label',
    `t/columns.parquet (head): recording "columns": none of 1 record has /delay, ${reads('columns')}`,
  ];
  const { problems = [] } = report.config ?? {};
  expect(problems.map((problem, index) => problem.slice(0, said[index]?.length))).toEqual(said);
  expect([status, report.verdict]).toEqual([1, 'fail']);
});

test('what is merely another recording is said, and fails nothing', async () => {
  const base: Files = {
    '.github/weir.yml': weirYml({
      fewer: 'files: t/fewer.jsonl, time: /at',
      more: 'files: "t/more*.jsonl"',
      renamed: 'files: t/renamed.jsonl',
      same: 'files: t/same.jsonl',
    }),
    'schemas/flight.json': SCHEMA,
    't/fewer.jsonl': '{"delay":1,"at":"2026-01-01T00:00:00Z"}\n{"delay":1,"at":"2026-01-02T00:00:00Z"}\n',
    't/more.jsonl': LINES,
    't/renamed.jsonl': LINES,
    't/same.jsonl': LINES,
    'README.md': 'One.\n',
  };
  const { report } = await change(base, {
    't/fewer.jsonl': '{"delay":1,"at":"2026-02-01T00:00:00Z"}\n',
    't/more-2.jsonl': '{"delay":2}\n{"delay":null}\n',
    'README.md': 'Two.\n',
  });
  expect(report.config?.problems).toBeUndefined();
  expect(report.notes?.filter((note) => note.startsWith('recording'))).toEqual([
    'recording "fewer" is another once this is merged: 2 records became 1; 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z became 2026-02-01T00:00:00Z to 2026-02-01T00:00:00Z',
    'recording "more" is another once this is merged: 1 file became 2; 3 records became 5; /delay is in 80 % of the records and was in 100 %',
  ]);
});

test('a field that what reads it has renamed along is as good as before', async () => {
  const { report } = await change(
    { 'schemas/flight.json': SCHEMA },
    {
      'traffic/flights.jsonl': LINES.replaceAll('delay', 'dep_delay'),
      'rules/board.json':
        '{ "if": [{ "<": [{ "var": "dep_delay" }, { "var": "params.late" }] }, "on-time", "late"] }\n',
    },
  );
  expect(report.config?.problems).toBeUndefined();
});

test('a pointer of head that leads nowhere fails, and with config_changes: inform is said', async () => {
  const lax = `${WEIR_YML}config_changes: inform\n`;
  const astray = (text: string) => text.replace('flights.jsonl\n', 'flights.jsonl\n    input: /request\n');
  const words =
    'traffic/flights.jsonl:1 (head): recording "flights": none of 3 records of this file can be used; found no input at /request';
  const judged = await change({}, { '.github/weir.yml': astray(WEIR_YML) });
  expect([judged.status, judged.report.config?.problems]).toEqual([1, [words]]);
  const informed = await change({ '.github/weir.yml': lax }, { '.github/weir.yml': astray(lax) });
  expect([informed.status, informed.report.config?.problems]).toEqual([0, undefined]);
  expect(informed.report.notes?.join('\n')).toContain(words);
});

test('outcomes of head that are of none of its records fail, and fewer are said', async () => {
  const labelled = (name: string) =>
    `files: t/${name}.jsonl, id: /id, labels: { files: o/${name}.csv, join: /id, label: /outcome }`;
  const flights = (from: number) =>
    Array.from({ length: 10 }, (_, index) => `{"id":"f${from + index}","delay":${index}}\n`).join('');
  const outcomes = (from: number, count = 10) =>
    `id,outcome\n${Array.from({ length: count }, (_, index) => `f${from + index},late\n`).join('')}`;
  const names = ['rows', 'both', 'fewer'];
  const base: Files = {
    '.github/weir.yml': weirYml(Object.fromEntries(names.map((name) => [name, labelled(name)]))),
    ...Object.fromEntries(names.map((name) => [`t/${name}.jsonl`, flights(0)])),
    ...Object.fromEntries(names.map((name) => [`o/${name}.csv`, outcomes(0)])),
  };
  const { status, report } = await change(base, {
    'o/rows.csv': outcomes(100),
    't/both.jsonl': flights(300),
    'o/both.csv': outcomes(300),
    // A row without an outcome is none.
    'o/fewer.csv': `${outcomes(0, 4)}f4,\n`,
  });
  const gone = (name: string) =>
    `recording "${name}": no row of o/${name}.csv has the id of one of 10 requests; expected outcomes of 100 % of them, as at base`;
  expect(report.config?.problems).toEqual([expect.stringContaining(gone('rows'))]);
  expect(report.notes?.filter((note) => note.includes('outcomes of'))).toEqual([
    'the labels of recording "fewer" as head has them are outcomes of 40 % of its requests, and were of 100 %',
  ]);
  expect([status, report.verdict]).toEqual([1, 'fail']);
});
