/** Keys and relationships: what a contract asks of all rows of a recording together. Expected rows by hand, or by DuckDB. */
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, vi } from 'vitest';
import type { StepConfig } from '../../src/config/config.ts';
import type { Evidence } from '../../src/impact/evidence.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { takeFacts, unjudgedIn } from '../../src/replay/across/take-facts.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { ReplayPool } from '../../src/replay/pool.ts';
import { replayAll } from '../../src/replay/replay.ts';
import { roomFor } from '../../src/replay/room.ts';
import { runPlan } from '../../src/replay/run.ts';
import { jsonl, output, planOf, rows, rules } from './setting.ts';

vi.setConfig({ testTimeout: 60_000 });

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const step: StepConfig = { kind: 'schema', path: 't.sql', engine: 'sql-ddl', range };

function contract(base: string, head: string): Plan {
  return planOf({ steps: [step], outputs: [output('/n')] }, { 't.sql': [base, head].map(table) as [string, string] });
}

const table = (columns: string) => `CREATE TABLE t (${columns});`;

async function replayed(plan: Plan, files: readonly RecordingFile[], jobs: number): Promise<Evidence> {
  const [evidence] = await replayAll([{ plan, files, next: () => 'stop' }], { jobs, full: true, seed: 0 });
  if (!evidence) throw new Error('no evidence');
  return evidence;
}

it('of records that share a unique key the first is kept, in whatever pieces the recording is read', async () => {
  const plan = contract('n int, a int, b text', 'n int, a int CHECK (a < 100), b text, UNIQUE (a, b)');
  const files = [
    jsonl([
      { n: 1, a: 1, b: 'x' },
      { n: 2, a: 1, b: 'y' },
      { n: 3, a: '01', b: 'x' }, // as 1
      { n: 4, a: null, b: 'x' },
      { n: 5, a: null, b: 'x' }, // a null is like nothing
    ]),
    jsonl(
      [
        { n: 6, a: 1, b: 'x' }, // as 1
        { n: 7, a: 100, b: 'z' }, // refused by itself, and in nobody's way
        { n: 8, a: 2 },
        { n: 9, a: 11, b: '1' },
        { n: 10, a: 1, b: '11' },
        { n: 11, a: 1, b: 'y' }, // as 2
      ],
      1,
    ),
  ];

  const [one, three] = [await replayed(plan, files, 1), await replayed(plan, files, 3)];

  expect(
    rows(one, 'n')
      .filter((row) => row.includes('rejected'))
      .sort(),
  ).toEqual([...['11 → rejected: 1', '3 → rejected: 1', '6 → rejected: 1', '7 → rejected: 1']]);
  expect(one.reasons.map(({ side, reason, records }) => ({ side, reason, records }))).toContainEqual({
    ...{ side: 'head', records: 3, reason: '(a, b) must be unique, and an earlier row has the same' },
  });
  expect(three).toEqual(one);
});

it('DuckDB keeps as many of ten thousand rows under a unique key, and of those that lead to one another', async () => {
  const records = Array.from({ length: 10_000 }, (_, n) => ({ n, a: (n * 7919) % 6007, up: (n * 31) % 12_000 }));
  const plan = contract('n int, a int, up int', 'n int, a int UNIQUE, up int REFERENCES t (n)');
  const file = jsonl(records);

  const evidence = await replayed(plan, [file], 3);

  const duck = await (await DuckDBInstance.create()).connect();
  const read = `read_json('${file.path}')`;
  const asked = await duck.runAndReadAll(`SELECT
    (SELECT count(*) - count(DISTINCT a) FROM ${read})::INT,
    (SELECT count(*) FROM ${read} WHERE up NOT IN (SELECT n FROM ${read}))::INT,
    (SELECT count(*) FROM (SELECT up, row_number() OVER (PARTITION BY a ORDER BY n) AS nth FROM ${read})
      WHERE nth = 1 AND up IN (SELECT n FROM ${read}))::INT`);
  const [[repeated, astray, kept] = []] = asked.getRows();
  const refused = Object.fromEntries(evidence.reasons.map(({ reason, records: count }) => [reason, count]));
  expect(refused['a must be unique, and an earlier row has the same']).toBe(repeated);
  expect(astray).toBeGreaterThan(0);
  expect(rows(evidence, 'n').filter((row) => !row.includes('rejected')).length).toBeGreaterThan(0);
  expect(evidence.replayed - evidence.reasons.reduce((sum, { records: count }) => sum + count, 0)).toBe(kept);
});

it('DuckDB finds as many of ten thousand rows without their row in another recording, in whatever pieces both are read', async () => {
  const people = { name: 'people', files: 'p', input: '/person', range };
  const plan = planOf(
    {
      steps: [{ ...step, options: { table: 't', related: { people: 'people' } } }],
      outputs: [output('/n')],
      related: [people],
    },
    {
      't.sql': ['', ' REFERENCES people (id)'].map((reference) =>
        [`CREATE TABLE t (n int, who int${reference});`, 'CREATE TABLE people (id int);'].join('\n'),
      ) as [string, string],
    },
  );
  const rowsOf = (from: number) => Array.from({ length: 5_000 }, (_, n) => ({ n: from + n, who: (n * 7919) % 12_011 }));
  const files = [jsonl(rowsOf(0)), jsonl(rowsOf(5_000), 1)];
  const own = [0, 1].map((index) =>
    jsonl(
      Array.from({ length: 4_000 }, (_, id) => ({ person: { id: String((2 * id + index) % 7_001) } })),
      index,
    ),
  );
  const asked = { plan, files, related: new Map([['people', own]]), next: () => 'stop' as const };
  const [one] = await replayAll([asked], { jobs: 1, full: true, seed: 0 });
  const [three] = await replayAll([asked], { jobs: 3, full: true, seed: 0 });

  const duck = await (await DuckDBInstance.create()).connect();
  const [left, right] = [files, own].map((all) => `read_json([${all.map(({ path }) => `'${path}'`)}])`);
  const counted = await duck.runAndReadAll(
    `SELECT count(*)::INT FROM ${left} WHERE who NOT IN (SELECT person.id::INT FROM ${right})`,
  );
  const [[astray] = []] = counted.getRows();
  expect(Number(astray)).toBeGreaterThan(1_000);
  expect(one?.reasons).toEqual([expect.objectContaining({ side: 'head', outcome: 'rejected', records: astray })]);
  expect(three).toEqual(one);

  const everything = [...files, ...own];
  await using pool = new ReplayPool({ plans: [plan], jobs: 2, ...roomFor([plan], everything) });
  const take = (most: number) => takeFacts(pool, 0, plan, files, { jobs: 2, most, related: asked.related });
  const whole = await take(100_000);
  expect(await take(9_000)).toEqual(whole);
  expect(unjudgedIn(plan, await take(100))).toEqual([expect.stringContaining('it holds more than 800 keys')]);
  const unread = await takeFacts(pool, 0, plan, files, { jobs: 2 });
  expect(unjudgedIn(plan, unread)).toEqual([
    'delay-compensation: who in id of people of t.sql is not judged: no record of recording people was found that has such a key',
  ]);
});

it('what base asks as well is refused on both sides', async () => {
  const same = contract('n int PRIMARY KEY', 'n int PRIMARY KEY');
  const evidence = await replayed(same, [jsonl([{ n: 1 }, { n: 1 }, { n: 2 }])], 2);
  expect(evidence.reasons).toMatchObject([{ side: 'both', records: 1 }]);
});

it('keys are those that reach the contract: a rule before it that changes them changes who is refused', async () => {
  const rule = { 'r.json': [{ '%': [{ var: 'n' }, 10] }, { '%': [{ var: 'n' }, 2] }] } as const;
  const plan = planOf(
    { steps: [rules('r.json', '/key'), step], outputs: [output('/n')] },
    { ...rule, 't.sql': [table('n int, key int UNIQUE')] },
  );
  const evidence = await replayed(plan, [jsonl([1, 2, 3, 4, 11].map((n) => ({ n })))], 2);
  // At base 11 has the key of 1; at head 3 and 11 have that of 1, and 4 that of 2.
  expect(rows(evidence, 'n').sort()).toEqual([
    ...['1 → 1: 1', '2 → 2: 1', '3 → rejected: 1', '4 → rejected: 1', 'rejected → rejected: 1'],
  ]);
});

it('a key that weir.yml takes out of records is not judged; one that it hashes is', async () => {
  const asking = (redact: NonNullable<Plan['recording']['redact']>, base = 'n int, a text'): Promise<Evidence> => {
    const contents = { 't.sql': [table(base), table('n int, a text UNIQUE')] } as const;
    const plan = planOf({ steps: [step], outputs: [output('/n')], recording: { redact } }, contents);
    const [one, two] = [{ n: 1 }, { n: 2, a: 'x' }];
    // As whoever reads records finds them: without what was taken out.
    return replayed(plan, [jsonl(typeof redact[0] === 'string' ? [one, one] : [two, two])], 1);
  };
  expect((await asking(['/a'])).reasons).toMatchObject([
    { outcome: 'unreplayable', records: 2, reason: expect.stringContaining('weir.yml redacts /a') },
  ]);
  expect((await asking(['/a'], 'n int, a text UNIQUE')).reasons).toEqual([]);
  expect((await asking([{ at: '/a', as: 'hash' }])).reasons).toMatchObject([{ outcome: 'rejected', records: 1 }]);
});

it('more keys than are held at once are read part by part; even more are not judged, and a sentence says why', async () => {
  const files = [jsonl(Array.from({ length: 50 }, (_, n) => ({ n: n % 40 })))];
  const plan = contract('n int', 'n int UNIQUE');
  await using pool = new ReplayPool({ plans: [plan], jobs: 2, ...roomFor([plan], files) });
  const whole = await takeFacts(pool, 0, plan, files, { jobs: 2, most: 100 });
  const parts = await takeFacts(pool, 0, plan, files, { jobs: 2, most: 40 });
  expect(whole.judged.map(({ source, refused }) => [source, refused[0]?.positions.length])).toEqual([
    ...[
      ['head', 10],
      ['alone', 10],
    ],
  ]);
  expect(parts).toEqual(whole);
  expect(unjudgedIn(plan, await takeFacts(pool, 0, plan, files, { jobs: 2, most: 3 }))).toEqual([
    'delay-compensation: unique keys and relationships of t.sql are not judged: it holds more than 24 keys',
  ]);
  const [counted] = files.map((file) => ({ ...file, counted: { records: 50, distinct: 50 } }));
  expect(unjudgedIn(plan, await takeFacts(pool, 0, plan, counted ? [counted] : [], { jobs: 2 }))).toEqual([
    expect.stringContaining('t.sql are not judged: the rows of a table are counted by what they hold'),
  ]);
  const asked = { jobs: 2, full: true, maxRecords: undefined, seed: 0, next: () => 'stop' as const, progress() {} };
  const { evidence } = await runPlan(pool, 0, plan, files, asked);
  expect([evidence.replayed, evidence.unreplayable]).toEqual([0, 50]);
  expect(unjudgedIn(plan, await takeFacts(pool, 0, plan, files, { jobs: 2, most: 100 }))).toEqual([]);
});
