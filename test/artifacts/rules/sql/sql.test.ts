import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import type { Artifact, Beside, Options, Outcome } from '../../../../src/artifacts/engine.ts';
import { sql } from '../../../../src/artifacts/rules/sql/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { bounded } from '../../../../src/replay/stage.ts';

const fees = `-- What a payment costs.
WITH priced AS (
  SELECT *, CASE WHEN amount > 1000 THEN amount * 0.01
                 WHEN amount > 100 THEN 5
                 ELSE 2 END AS fee
  FROM {{ ref('payments') }}
)
SELECT fee, upper(country) AS country
FROM priced
WHERE amount > 0 AND country <> 'KP'
`;

function artifact(text: string, options?: Options): Artifact {
  return { path: 'rules/a.sql', kind: 'rules', files: new Map([['rules/a.sql', text]]), ...(options && { options }) };
}

async function run(of: Artifact, documents: readonly unknown[], beside?: Beside): Promise<readonly Outcome[]> {
  const stage = await sql.compile(of);
  const outcomes = await bounded(stage).run(documents, beside);
  await stage[Symbol.asyncDispose]?.();
  return outcomes;
}

async function mistakes(text: string, options?: Options): Promise<string> {
  const error: unknown = await sql.compile(artifact(text, options)).catch((reason: unknown) => reason);
  expect(error, text).toBeInstanceOf(ArtifactError);
  return (error as ArtifactError).message;
}

const folder = mkdtempSync(join(tmpdir(), 'weir-sql-'));
/** Where nothing may be written. */
const outside = join(folder, 'outside');
afterAll(() => rmSync(folder, { recursive: true }));

const ok = (value: unknown): Outcome => ({ outcome: 'ok', value });
const NO_ROW = { outcome: 'failed', reason: 'the query gave no row for the document' };
const SEVERAL = { outcome: 'failed', reason: 'the query gave several rows for the document' };

describe('a query in SQL', () => {
  test('gives each document the row that is its own, whatever becomes of the others', async () => {
    const documents = [
      { amount: 2000, country: 'us' },
      { amount: -1, country: 'de' },
      { amount: 500, country: 'de' },
      { amount: 'many', country: 'de' },
      { amount: null, country: 'de' },
      { country: 'de' },
      { amount: 50, country: 'fr' },
    ];
    expect(await run(artifact(fees), documents)).toEqual([
      ok({ fee: 20, country: 'US' }),
      NO_ROW,
      ok({ fee: 5, country: 'DE' }),
      { outcome: 'failed', reason: 'the query broke: binder error' },
      NO_ROW,
      { outcome: 'failed', reason: 'the query reads the column amount, which the document has not' },
      ok({ fee: 2, country: 'FR' }),
    ]);
  });

  test('a query that sorts, numbers or sums sees one row; one that doubles rows fails', async () => {
    const documents = [{ a: 3 }, { a: 1 }, { a: 2 }];
    const each = (work: (a: number) => unknown): Outcome[] => documents.map(({ a }) => ok(work(a)));
    expect(await run(artifact('SELECT a FROM input ORDER BY a'), documents)).toEqual(each((a) => ({ a })));
    expect(await run(artifact('SELECT a FROM input LIMIT 1'), documents)).toEqual(each((a) => ({ a })));
    expect(await run(artifact('SELECT sum(a) AS s, count(*) AS n FROM input'), documents)).toEqual(
      each((a) => ({ s: a, n: 1 })),
    );
    expect(await run(artifact('SELECT a FROM input UNION ALL SELECT a FROM input'), documents)).toEqual([
      SEVERAL,
      SEVERAL,
      SEVERAL,
    ]);
    expect(await run(artifact('SELECT a FROM input, range(CAST(a AS INTEGER))'), documents)).toEqual([
      SEVERAL,
      ok({ a: 1 }),
      SEVERAL,
    ]);
    expect(await run(artifact('SELECT a FROM input, range(1000000)'), documents)).toEqual([SEVERAL, SEVERAL, SEVERAL]);
  });

  test('takes types from weir.yml, else from each value; answers what JSON has, and numbers that it has not', async () => {
    const query = artifact('SELECT a + 1 AS a, paid + INTERVAL 1 DAY AS paid FROM input', {
      columns: { a: 'DECIMAL(9,2)', paid: 'TIMESTAMP' },
    });
    expect(await run(query, [{ a: 1.25, paid: '2026-01-31T10:00:00' }, { a: 1 }])).toEqual([
      ok({ a: 2.25, paid: '2026-02-01 10:00:00' }),
      ok({ a: 2, paid: null }),
    ]);
    expect(await mistakes('SELECT 1 FROM input', { columns: { a: 'NUMBER(9)' } })).toMatch(/no type of DuckDB/);
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`c${index}`, index]));
    expect(await run(artifact('SELECT c7 FROM input'), [wide])).toEqual([ok({ c7: 7 })]);
    expect(await run(artifact('SELECT * FROM input'), [wide])).toMatchObject([{ outcome: 'failed' }]);
    const odd = artifact("SELECT 1 / 0 AS i, 'nan'::DOUBLE AS n, 'inf' AS t, o->>'$.k' AS k, [1, 2] AS l FROM input");
    expect(await run(odd, [{ o: { k: 'v' } }])).toEqual([
      ok({ i: Number.POSITIVE_INFINITY, n: Number.NaN, t: 'inf', k: 'v', l: [1, 2] }),
    ]);
  });

  test.each([
    'SELECT a AS x FROM input AS p WHERE a > 0',
    'select p.a x from INPUT p',
    'SELECT a AS x FROM input ORDER BY a',
    'SELECT DISTINCT a AS x FROM input',
    'SELECT max(a) AS x FROM input',
    'SELECT any_value(a) AS x FROM input GROUP BY ALL',
    'SELECT a + row_number() OVER (ORDER BY a) - 1 AS x FROM input',
    'SELECT (SELECT min(a) FROM input) AS x FROM input',
    'SELECT unnest([a]) AS x FROM input',
    'SELECT weighted_avg(a, 1) AS x FROM input',
    'SELECT list_sum(list_transform([a, 0], y -> y)) AS x FROM input',
    'SELECT COALESCE(TRY_CAST(a AS VARCHAR), b)::DOUBLE AS x FROM input',
  ])('%s gives a document its own row, whatever stands beside it', async (text) => {
    const documents = [
      { a: 3, b: 'u' },
      { b: 'v', a: 1 },
      { a: 2, b: null },
    ];
    expect(await run(artifact(text), documents)).toEqual(documents.map(({ a }) => ok({ x: a })));
  });

  test('answers each type of DuckDB as JSON has it', async () => {
    const query = artifact(`SELECT a = 1 AS boolean, a::SMALLINT AS small, 9007199254740993::BIGINT AS big,
      170141183460469231731687303715884105727 AS huge, 0.1::FLOAT AS float, a::DECIMAL(9,2) / 4 AS decimal, s || 'é' AS text,
      DATE '2026-05-01' AS date, {'b': [a]} AS struct, j AS json, j->'k' AS part, NULL AS nothing, a AS "A", a AS __proto__ FROM input`);
    const [outcome] = await run(query, [{ a: 1, s: 'caf', j: { k: [1, { l: 'm' }] } }]);
    const expected = JSON.parse(`{ "boolean": true, "small": 1, "big": 9007199254740993,
      "huge": 170141183460469231731687303715884105727, "float": 0.10000000149011612, "decimal": 0.25, "text": "café",
      "date": "2026-05-01", "struct": { "b": [1] }, "json": { "k": [1, { "l": "m" }] }, "part": [1, { "l": "m" }],
      "nothing": null, "A": 1, "__proto__": 1 }`);
    expect(outcome).toEqual(ok(expected));
  });

  test('no column is called as the number of a row is, and no parameter reaches the documents', async () => {
    for (const text of ['SELECT __row FROM input', 'SELECT i.__row FROM input i', 'SELECT __rows FROM input'])
      expect(await mistakes(text)).toMatch(/^rules\/a\.sql:1:\d+: the column __rows?, a name that Weir uses itself/);
    expect(await run(artifact('SELECT a AS __row FROM input'), [{ a: 5 }])).toEqual([ok({ __row: 5 })]);
    for (const text of ['SELECT $1 AS x FROM input', 'SELECT a FROM input WHERE ? > 1', 'SELECT $x FROM input'])
      expect(await mistakes(text)).toMatch(/^rules\/a\.sql:1:\d+: a parameter, and nobody gives it a value/);
  });

  test('reads the params as a table of one row', async () => {
    const query = artifact('SELECT a * rate AS b FROM input, params');
    expect(await run(query, [{ a: 2 }], { params: { rate: 3, "it's": 'x' } })).toEqual([ok({ b: 6 })]);
  });

  test('models of dbt read input by ref or source, and nothing else is resolved', async () => {
    const model = `{{ config(materialized='table') }}\n{# old #}\nselect a from {{ source('shop', 'orders') }}`;
    expect(await run(artifact(model), [{ a: 1 }])).toEqual([ok({ a: 1 })]);
    expect(await mistakes("select 1\nfrom {{ var('x') }}")).toMatch(
      /^rules\/a\.sql:2:6: a template that is not resolved/,
    );
    expect(await mistakes('{% if x %} select 1')).toMatch(/not resolved/);
    expect(await mistakes("select * from {{ ref('a') }}\njoin {{ ref('b') }} using (id)")).toMatch(
      /:2:6: a second table, b beside a/,
    );
  });

  test.each([
    ["SELECT * FROM read_csv('/etc/passwd')", /^rules\/a\.sql:1:\d+: the function read_csv/],
    ["SELECT * FROM '/etc/passwd'", /the table \/etc\/passwd/],
    ["SELECT *\nFROM input, glob('/*')", /:2:\d+: the function glob/],
    ["SELECT * FROM query('SELECT 1')", /the function query /],
    ['SELECT * FROM duckdb_settings()', /the function duckdb_settings/],
    ['SELECT * FROM information_schema.tables', /the table tables/],
    ['SELECT * FROM other', /the table other/],
    ['WITH a AS (SELECT 1) SELECT * FROM (WITH b AS (SELECT 2) SELECT * FROM b), b', /the table b/],
    ["SELECT current_setting('threads') FROM input", /current_setting reaches outside/],
    [`COPY input TO '${outside}'`, /no SELECT.*one SELECT/s],
    [`ATTACH '${outside}.db'`, /no SELECT.*one SELECT/s],
    ['INSTALL httpfs', /no SELECT.*one SELECT/s],
    [`LOAD '${outside}.duckdb_extension'`, /no SELECT.*one SELECT/s],
    ['SET threads = 8', /no SELECT.*one SELECT/s],
    ['PRAGMA version', /one SELECT|reaches|elsewhere/s],
    ['CREATE TABLE a AS SELECT 1', /no SELECT.*one SELECT/s],
    ['SELECT 1; SELECT 2', /2 statements/],
    ['SELECT 1) AS q; DROP TABLE x; --', /syntax error/],
    ['SELEC 1', /^rules\/a\.sql:1:1: syntax error/],
    ['', /0 statements|syntax/],
  ])('%s is refused before any record is read', async (text, message) => {
    expect(await mistakes(text)).toMatch(message);
    expect(existsSync(outside)).toBe(false);
  });

  test('10,000 levels are an error', async () => {
    expect(await mistakes(`SELECT ${'('.repeat(10_000)}1${')'.repeat(10_000)}`)).toMatch(/^rules\/a\.sql:1/);
  });

  test('the clock and chance make records unreplayable', async () => {
    for (const call of ['now()', 'current_date', 'random()', 'gen_random_uuid()', 'today()'])
      expect(await run(artifact(`SELECT ${call} AS x FROM input`), [{}]), call).toMatchObject([
        { outcome: 'unreplayable' },
      ]);
    for (const from of [
      'input TABLESAMPLE 50%',
      'input USING SAMPLE 1 ROWS',
      'input TABLESAMPLE reservoir(1) REPEATABLE (7)',
    ])
      expect(await run(artifact(`SELECT count(*) AS x FROM ${from}`), [{}]), from).toMatchObject([
        { outcome: 'unreplayable' },
      ]);
  });

  test('too much memory, and what breaks DuckDB itself, fail records; the next are answered', async () => {
    const hungry = artifact(
      "SELECT length(string_agg(repeat('x', 100000), '')) AS n FROM input, range(CAST(a AS BIGINT))",
    );
    expect(await run(hungry, [{ a: 10 }, { a: 100_000 }, { a: 1 }])).toEqual([
      ok({ n: 1_000_000 }),
      { outcome: 'failed', reason: 'the query broke: out of memory error' },
      ok({ n: 100_000 }),
    ]);
    // DuckDB 1.5.6 has an error of its own where this is joined laterally.
    const query = artifact('SELECT a FROM input i WHERE EXISTS (SELECT 1 FROM input j WHERE j.a = i.a AND j.b = i.b)');
    const outcomes = await run(query, [
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toHaveLength(2);
  });

  test('edits are told by clause with their lines; form is none', () => {
    const head = fees
      .replace('amount > 100 THEN', 'amount > 50 THEN')
      .replace("AND country <> 'KP'", '')
      .replace('SELECT fee,', 'SELECT fee * 2 AS fee,');
    expect(
      sql.diff(artifact(fees), artifact(head)).map(({ change, lines, message }) => [change, lines, message]),
    ).toEqual([
      ['select-changed', [4, 4], 'SELECT: `when amount > 100 then 5` became `when amount > 50 then 5`'],
      ['select-changed', [8, 8], 'SELECT: `select fee` became `select fee * 2 as fee`'],
      ['where-removed', [10, 10], "WHERE: removed `and country <> 'KP'`"],
    ]);
    const form = fees
      .toLowerCase()
      .replaceAll("'kp'", "'KP'")
      .replace(/\s+/g, ' ')
      .replace('-- what a payment costs. ', '');
    expect(sql.diff(artifact(fees), artifact(`${form};\n/* the same */`))).toEqual([]);
  });

  test('some edits can be applied without the others', async () => {
    const head = fees.replace('THEN 5', 'THEN 6').replace('ELSE 2', 'ELSE 3').replace("AND country <> 'KP'", '');
    const patch = sql.language?.patch({ path: 'a.sql', content: fees }, { path: 'a.sql', content: head });
    expect(patch?.changes).toHaveLength(3);
    const written = String(patch?.write((change) => change === patch.changes[1]));
    const documents = [200, 50].map((amount) => ({ amount, country: 'de' }));
    expect(await run(artifact(written), documents)).toEqual([
      ok({ fee: 5, country: 'DE' }),
      ok({ fee: 3, country: 'DE' }),
    ]);
    expect(patch?.write(() => false)).toBe(fees);
  });

  test('what makes no edit, DuckDB reads as the same', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const read = async (text: string): Promise<string> => {
      const result = await connection.runAndReadAll(`SELECT json_serialize_sql('${text.replaceAll("'", "''")}')`);
      return String(result.getRows()[0]?.[0]).replaceAll(/"query_location":\d+/g, '');
    };
    const pairs: [string, string, boolean][] = [
      ['SELECT a, b FROM input', 'select a ,\n b -- both\nfrom input', true],
      ["SELECT 'a  b' FROM input", "SELECT 'a b' FROM input", false],
      ['SELECT a AS "X y" FROM input', 'SELECT a AS "x y" FROM input', false],
      ['SELECT a - 1 FROM input', 'SELECT a -- 1\nFROM input', false],
      ['SELECT a AS X FROM input', 'SELECT a AS x FROM input', false],
      ['SELECT 1.0 FROM input', 'SELECT 1.00 FROM input', false],
      ["SELECT $$a 'b$$ FROM input", "SELECT $$a  'b$$ FROM input", false],
    ];
    for (const [one, other, same] of pairs) {
      expect(sql.diff(artifact(one), artifact(other)).length === 0, other).toBe(same);
      if (same) expect(await read(other)).toBe(await read(one));
      else expect(await read(other), other).not.toBe(await read(one));
    }
    connection.closeSync();
  });

  test('is recognised by what it does', () => {
    const recognise = (content: string): boolean | undefined => sql.recognise?.({ path: 'models/a.sql', content });
    expect(recognise(fees)).toBe(true);
    expect(recognise("{{ config(x='y') }}\nwith a as (select 1) select * from a")).toBe(true);
    expect(recognise('CREATE TABLE a (b INT)')).toBe(false);
  });
});
