/** Records that are alike in what is read of them are run once: the evidence is that of running each. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/impact/evidence.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { compilePlan } from '../../src/replay/compile.ts';
import { EVERYTHING, type Window } from '../../src/replay/order.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { readsOf } from '../../src/replay/reads.ts';
import { temporaryFolder } from '../recordings/files.ts';
import { runs } from '../runs.ts';
import { contents, fileOf, limit, members, pools, setting, single } from './random-flights.ts';
import { type Contents, output, planOf, replayHere, replayKinds, rules, type Setting } from './setting.ts';

/** What is kept of records in place of them gives the same, where something is. */
function expectKept(kept: Evidence | undefined, counted: Evidence): void {
  if (kept) expect(kept).toStrictEqual(counted);
}

const WINDOWS: readonly (readonly Window[])[] = [
  [EVERYTHING],
  [
    { seed: 7, from: 0, to: 0.2 },
    { seed: 7, from: 0.2, to: 0.6 },
  ],
];

/** SQL of values of columns; NULL is one of each. */
const CELLS: Readonly<Record<string, readonly [type: string, ...values: string[]]>> = {
  date: [
    'TIMESTAMP',
    "'2024-03-31 23:59:59.25'",
    "'2024-04-01'",
    "'2024-03-31 23:59:59.250125'",
    "'1822-01-01'",
    "'infinity'",
    "'12024-01-01'",
  ],
  day: ['DATE', "'2024-03-31'", "'2024-04-01'", "'-infinity'"],
  zoned: ['TIMESTAMPTZ', 'make_timestamptz(1711929600000000)', 'make_timestamptz(1711929600000001)'],
  said: [
    'VARCHAR',
    ...['2024-03-31T10:00:00Z', '2024-03-31T23:59:59.25Z', '2024-04-01T00:00:00Z', '2024-03-31T24:00:00Z'],
    ...[
      '2024-02-30T10:00:00Z',
      '2024-03-31 10:00:00Z',
      '2024-03-31T10:00:00+02:00',
      '2024-02-30',
      '0000-01-01T00:00:00Z',
    ],
  ].map((text) => (text === 'VARCHAR' ? text : `'${text}'`)) as ['VARCHAR', ...string[]],
  delay: ['DOUBLE', '70', "'-0'", '0', "'NaN'", "'-NaN'", "'inf'", '95.5'],
  small: ['FLOAT', "'-0'", '0', '0.1', "'nan'"],
  origin: ['VARCHAR', "'LAX'", "'jfk'", "'Zürich'", "''"],
  fare: [
    'STRUCT(amount DOUBLE, currency VARCHAR)',
    "{'amount': -0.0::DOUBLE, 'currency': 'EUR'}",
    "{'amount': 0.0::DOUBLE, 'currency': NULL}",
    "{'amount': NULL, 'currency': 'EUR'}",
  ],
  legs: ['STRUCT("to" VARCHAR)[]', "[{'to': 'LAX'}]", '[]', '[NULL]', "[{'to': NULL}]"],
  deep: ['DOUBLE[]', '[0.0::DOUBLE]', '[-0.0::DOUBLE]'],
  note: ['JSON', "'1'", "'1.0'", "'null'", `'{"a":-0}'`],
  weight: ['DECIMAL(20, 3)', '1', '0.1', '0', '12345678901234567.891'],
  span: ['INTERVAL', "INTERVAL '1 month'", "INTERVAL '30 days'"],
  id: ['HUGEINT', '9007199254740993', '1'],
};
const columnNames = Object.keys(CELLS);
const cells = fc.record(
  Object.fromEntries(Object.entries(CELLS).map(([name, [, ...values]]) => [name, fc.constantFrom('NULL', ...values)])),
);

async function writeCells(kinds: readonly Readonly<Record<string, string>>[], rows: number): Promise<RecordingFile> {
  const path = join(temporaryFolder(), 'flights.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const values = kinds.map(
    (kind, index) => `(${index}, ${columnNames.map((name) => `(${kind[name]})::${CELLS[name]?.[0]}`)})`,
  );
  const picked = `hash(n) % (CASE WHEN n < 3000 THEN 2 ELSE ${kinds.length} END)`;
  await connection.run(
    `COPY (SELECT ${columnNames.join(', ')} FROM range(${rows}) AS numbers(n)
     JOIN (VALUES ${values}) AS kinds(kind, ${columnNames.join(', ')}) ON kind = ${picked} ORDER BY n)
     TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  connection.closeSync();
  instance.closeSync();
  return { path, name: 'flights.parquet', index: 0, format: 'parquet', compression: 'none' };
}

const cellSetting: fc.Arbitrary<Setting> = fc
  .tuple(
    setting,
    fc.subarray([
      output('/deep'),
      output('/span'),
      output('/delay'),
      output('/small', 'number'),
      output('/fare/amount'),
    ]),
    fc
      .record({
        zone: fc.constantFrom(undefined, 'Asia/Kolkata', 'America/New_York'),
        time: fc.constantFrom(undefined, '/date', '/day', '/zoned', '/said'),
        id: fc.constantFrom(undefined, '/id'),
        weight: fc.constantFrom(undefined, '/weight'),
        value: fc.constantFrom(undefined, '/fare/amount', '/delay'),
        label: fc.constantFrom(undefined, '/origin'),
      })
      .map((pointers) => Object.fromEntries(Object.entries(pointers).filter(([, pointer]) => pointer !== undefined))),
  )
  .map(([own, more, recording]) => ({ ...own, outputs: [...(own.outputs ?? []), ...more], recording }));

describe('rows of Parquet that are alike are counted as if each were run', () => {
  it('whatever the columns hold', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        cellSetting,
        fc.array(cells, { minLength: 3, maxLength: 12 }),
        fc.constantFrom(1, 2),
        async (some, kinds, shards) => {
          const plan = planOf(some, contents);
          const files = [await writeCells(kinds, 6000)];
          const counted = await replayHere(plan, files, { shards });
          expect(counted).toStrictEqual(await replayHere(single(plan), files, { shards }));
          // Rows of some windows are read one by one, which takes its time.
          const windows = [kinds.length % 3 === 0 ? 1 : 0].flatMap((which) => WINDOWS[which] ?? []);
          expectKept(
            await replayKinds(plan, files, { windows, shards }),
            await replayHere(plan, files, { windows, shards }),
          );
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 40), endOnFailure: process.env.RUNS !== undefined },
    );
  });
});

describe('records that are alike are counted as if each were run', () => {
  it('whatever the steps, the outputs, and what records carry', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        setting,
        pools,
        fc.infiniteStream(fc.nat()),
        fc.record({
          windows: fc.constantFrom(...WINDOWS),
          shards: fc.constantFrom(1, 3),
          compression: fc.constantFrom('none' as const, 'gzip' as const),
        }),
        async (some, pool, picks, { windows, shards, compression }) => {
          const plan = planOf(some, contents);
          // More than a batch, so that there are records that are known.
          const lines = Array.from({ length: 2200 }, () => pool[(picks.next().value ?? 0) % pool.length] ?? '');
          const files = [fileOf(lines, compression)];
          const counted = await replayHere(plan, files, { windows, shards });
          expect(counted).toStrictEqual(await replayHere(single(plan), files, { windows, shards }));
          expectKept(await replayKinds(plan, files, { windows, shards }), counted);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it.each([
    ['ISO 8601', (at: number) => JSON.stringify(new Date(at).toISOString())],
    ['seconds without a zone', (at: number) => `"${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}"`],
    ['days and minutes', (at: number) => `"${new Date(at).toISOString().slice(0, at % 2 ? 10 : 16)}"`],
    ['seconds since 1970', (at: number) => String(Math.floor(at / 1000))],
    ['milliseconds since 1970', (at: number) => String(at)],
    ['nanoseconds since 1970', (at: number) => `${at}000123`],
    ['milliseconds since 1970 as text', (at: number) => `"${at + 1e12}"`],
    ['all of these', (at: number) => [`"${new Date(at).toISOString()}"`, String(at), `${at}000`][at % 3] ?? ''],
  ])('with times that go on and on: %s', async (_how, write) => {
    const plan = planOf(
      {
        steps: [rules('tier.json', '/tier')],
        outputs: [output('/tier')],
        limits: [limit],
        recording: { time: '/date', zone: 'America/New_York' },
      },
      contents,
    );
    const times = Array.from({ length: 3000 }, (_, index) => write(980_985_599_000 + ((index * 7919) % 3000) * 61_001));
    const files = [fileOf(times.map((time) => `{"date":${time},"delay":70}`))];
    const counted = await replayHere(plan, files);
    expect(counted).toMatchObject({ replayed: 3000 });
    expect(counted.weeks?.map(({ evidence }) => evidence.replayed).reduce((sum, one) => sum + one)).toBe(3000);
    expect(counted).toStrictEqual(await replayHere(single(plan), files));
    expectKept(await replayKinds(plan, files), counted);
  });

  it('with bytes that are no text among them', async () => {
    const plan = planOf({ steps: [rules('tier.json', '/tier')], outputs: [output('/tier')] }, contents);
    const path = join(temporaryFolder(), 'flights.jsonl');
    const good = Buffer.from('{"delay":70,"origin":"JFK"}\n'.repeat(1500));
    const bad = Buffer.concat([Buffer.from('{"delay":70,"origin":"J'), Buffer.from([0xff]), Buffer.from('K"}\n')]);
    writeFileSync(path, Buffer.concat([good, bad, good, bad]));
    const files: RecordingFile[] = [{ path, name: 'f', index: 0, format: 'jsonl', compression: 'none' }];
    const counted = await replayHere(plan, files);
    expect(counted).toMatchObject({ read: 3002, malformed: 2, replayed: 3000 });
    expect(counted.malformedExamples.map(({ line: at }) => at)).toEqual([1501, 3002]);
    expect(counted).toStrictEqual(await replayHere(single(plan), files));
    expectKept(await replayKinds(plan, files), counted);
  });
});

describe('nested columns of Parquet', () => {
  const table = `SELECT
    CASE WHEN i % 7 = 0 THEN NULL ELSE i % 200 END AS delay,
    TIMESTAMP '2001-01-01' + INTERVAL (i) MINUTE AS date,
    CASE WHEN i % 5 = 0 THEN NULL ELSE {'amount': CASE WHEN i % 3 = 0 THEN NULL ELSE i / 4 END, 'currency': 'EUR', 'deep': {'a': i, 'b': 'x' || i}} END AS fare,
    CASE WHEN i % 4 = 0 THEN 'JFK' WHEN i % 4 = 1 THEN NULL ELSE 'jfk' END AS origin,
    [{'to': 'A' || (i % 3), 'by': i}] AS legs,
    CASE WHEN i % 11 = 0 THEN -0.0 WHEN i % 13 = 0 THEN 'nan'::DOUBLE ELSE i % 9 END AS note,
    {'tier': CASE WHEN i % 2 = 0 THEN 'none' END, 'fare': {'amount': i}} AS answer,
    1 + i % 3 AS weight,
    i AS id
  FROM range(3000) t(i)`;

  it('are read as far as is wanted, and what comes out is the same', async () => {
    const path = join(temporaryFolder(), 'flights.parquet');
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    await connection.run(`COPY (${table}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
    connection.closeSync();
    instance.closeSync();
    const files: RecordingFile[] = [{ path, name: 'f', index: 0, format: 'parquet', compression: 'none' }];
    await fc.assert(
      fc.asyncProperty(setting, async (some) => {
        const plan = planOf(some, contents);
        const counted = await replayHere(plan, files);
        expect(counted).toStrictEqual(await replayHere(single(plan), files));
      }),
      { numRuns: runs(25) },
    );
  });
});

describe('what a plan reads', () => {
  it('is all that evidence depends on', async () => {
    await fc.assert(
      fc.asyncProperty(
        setting,
        fc.array(members, { minLength: 1, maxLength: 5 }),
        members,
        async (some, records, others) => {
          const plan = single(planOf(some, contents));
          const runnable = await compilePlan(plan, () => {});
          const wanted = readsOf(plan, runnable.steps);
          if (!wanted) return;
          const isOpen = (path: readonly string[]) =>
            !wanted.some(({ path: read, sees }) => {
              const isAbove = read.every((name, index) => name === path[index]);
              return isAbove && sees !== 'type' ? true : path.every((name, index) => name === read[index]);
            });
          const changed = records.map((record) => {
            const names = Object.keys({ ...record, ...others }).filter((name) => isOpen([name]));
            const kept = Object.entries(record).filter(([name]) => !names.includes(name));
            const fresh = names.flatMap((name) =>
              name in others ? [[name, others[name as keyof typeof others]]] : [],
            );
            return Object.fromEntries([...fresh, ...kept]);
          });
          const [before, after] = [await evidenceOf(plan, records), await evidenceOf(plan, changed)];
          expect(after).toStrictEqual(before);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it('is told for what most pipelines have, and not for what may read anything', async () => {
    const wants = async (some: Setting, of: Contents = contents) => {
      const plan = planOf(some, of);
      return readsOf(plan, (await compilePlan(plan, () => {})).steps);
    };
    const paths = (found: Awaited<ReturnType<typeof wants>>) =>
      found?.map(({ path, sees }) => `/${path.join('/')} ${sees}`);
    const one = { outputs: [output('/tier')], recording: { time: '/date' } };
    expect(new Set(paths(await wants({ ...one, steps: [rules('tier.json', '/tier')] })))).toEqual(
      new Set([
        '/ type',
        '/date time',
        '/tier value',
        '/tier type',
        '/delay value',
        '/params/limit value',
        '/fare/amount value',
        '/origin value',
      ]),
    );
    expect(
      await wants({ ...one, steps: [rules('all.json', '/tier')] }, { 'all.json': [{ '!!': [{ var: '' }] }] }),
    ).toBeUndefined();
  });
});

async function evidenceOf(plan: Plan, records: readonly object[]): Promise<Evidence> {
  const text = (record: object): string =>
    JSON.stringify(record, (_name, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
  return replayHere(plan, [fileOf(records.map(text))]);
}
