/** What becomes of rows under contracts, and of files that are none. */
import { expect, test } from 'vitest';
import type { Artifact, Engine, Options } from '../../../../src/artifacts/engine.ts';
import { dbt } from '../../../../src/artifacts/schema/dbt/index.ts';
import { odcs } from '../../../../src/artifacts/schema/odcs/index.ts';
import { sqlDdl } from '../../../../src/artifacts/schema/sql-ddl/index.ts';
import { ArtifactError, formatProblem } from '../../../../src/errors.ts';

function artifact(engine: Engine, text: string, options?: Options): Artifact {
  const path = engine === sqlDdl ? 'a.sql' : 'a.yml';
  return { path, kind: 'schema', files: new Map([[path, text]]), ...(options && { options }) };
}

async function outcome(engine: Engine, head: string, row: unknown, base?: string): Promise<unknown> {
  const recordedUnder = base === undefined ? {} : { recordedUnder: artifact(engine, base) };
  const [found] = await (await engine.compile(artifact(engine, head), recordedUnder)).run([row]);
  return found?.outcome === 'ok' ? found.value : `${found?.outcome}: ${found && 'reason' in found && found.reason}`;
}

const ORDERS = `CREATE TABLE orders (
  id bigint PRIMARY KEY, status text CHECK (status IN ('new', 'paid')), amount numeric(5,2), at date NOT NULL DEFAULT '2024-01-01');`;

test.each([
  [
    { id: 1, status: 'new', amount: 123.45, at: '2024-02-29' },
    { id: 1, status: 'new', amount: 123.45, at: '2024-02-29' },
  ],
  [
    { ID: '1', STATUS: null },
    { ID: '1', STATUS: null, at: '2024-01-01' },
  ],
  [{ status: 'new' }, 'rejected: /id is required'],
  [{ id: null }, 'rejected: /id must not be null'],
  [{ id: 1.5 }, 'rejected: /id must be a 64-bit integer'],
  [{ id: 9223372036854775808n }, 'rejected: /id must be a 64-bit integer'],
  [{ id: 1, status: 'gone' }, 'rejected: /status must be one of the accepted values'],
  [{ id: 1, amount: 1000 }, 'rejected: /amount must be a decimal(5, 2)'],
  [{ id: 1, amount: '1.234' }, 'rejected: /amount must be a decimal(5, 2)'],
  [{ id: 1, amount: 'much' }, 'rejected: /amount must be a decimal(5, 2)'],
  [{ id: 1, at: null }, 'rejected: /at must not be null'],
  [{ id: 1, at: '2023-02-29' }, 'rejected: /at must be a date'],
  [
    { id: 1, at: '2024-01-01', more: [1] },
    { id: 1, at: '2024-01-01', more: [1] },
  ],
  [[1], 'rejected: the document must be a row: an object of columns'],
] as const)('a table takes %o or says why not', async (row, wanted) => {
  expect(await outcome(sqlDdl, ORDERS, row)).toEqual(wanted);
});

test('head drops what it has no more, follows names, and cannot replay what nobody ever sent', async () => {
  const base = 'CREATE TABLE t (a int, b int, c int);';
  const renamed = `${base}\nALTER TABLE t RENAME COLUMN b TO d; ALTER TABLE t DROP COLUMN c;`;
  const more = 'CREATE TABLE t (a int, b int, c int, e int NOT NULL);';

  expect(await outcome(sqlDdl, renamed, { a: 1, b: 2, c: 3 }, base)).toEqual({ a: 1, d: 2 });
  expect(await outcome(sqlDdl, more, { a: 1 }, base)).toBe(
    'unreplayable: head requires /e; the recording has no such field',
  );
});

const contract = (properties: string) =>
  `kind: DataContract\napiVersion: v3.1.0\nschema: [{ name: t, properties: [${properties}] }]\n`;

test.each([
  ['{ name: a, physicalName: x, required: true }', { x: 1 }, { x: 1 }],
  ['{ name: a, physicalName: x, required: true }', { a: 1 }, { a: 1 }],
  ['{ name: a, logicalTypeOptions: { pattern: "^[A-Z]{2}$" } }', { a: 'de' }, 'rejected: /a must match "^[A-Z]{2}$"'],
  ['{ name: a, logicalType: string, logicalTypeOptions: { maxLength: 2 } }', { a: '🙂🙂' }, { a: '🙂🙂' }],
  [
    '{ name: a, logicalType: string, logicalTypeOptions: { maxLength: 2 } }',
    { a: '🙂🙂🙂' },
    'rejected: /a must have at most 2 characters',
  ],
  ['{ name: a, logicalType: number, logicalTypeOptions: { multipleOf: 0.1 } }', { a: 0.3 }, { a: 0.3 }],
  [
    '{ name: a, logicalType: object, properties: [{ name: b, required: true }] }',
    { a: {} },
    'rejected: /a/b is required',
  ],
  [
    '{ name: a, logicalType: array, items: { logicalType: object, properties: [{ name: b, logicalType: integer }] } }',
    { a: [{ b: 1 }, { b: 'x' }] },
    'rejected: /a/*/b must be an integer',
  ],
  [
    '{ name: a, logicalType: date, logicalTypeOptions: { minimum: "2024-01-01" } }',
    { a: '2023-12-31' },
    'rejected: /a must be >= 2024-01-01',
  ],
  ['{ name: a, enum: [{ value: 1 }, { value: 2 }] }', { a: '3' }, 'rejected: /a must be one of the accepted values'],
  // https://github.com/bitol-io/open-data-contract-standard/blob/main/docs/examples/data-types/all-data-types.odcs.yaml
  [
    '{ name: a, logicalType: date, physicalType: timestamp, logicalTypeOptions: { format: "yyyy-MM-dd HH:mm:ss" } }',
    { a: '2020-05-05 10:00:00' },
    { a: '2020-05-05 10:00:00' },
  ],
  ['{ name: a, logicalType: string }', { a: 10115 }, { a: 10115 }],
  ['{ name: a, logicalType: boolean }', { a: 'yes' }, { a: 'yes' }],
  ['{ name: constructor, required: true }', {}, 'rejected: /constructor is required'],
] as const)('a contract of %s says of %o what is wrong', async (properties, row, wanted) => {
  expect(await outcome(odcs, contract(properties), row)).toEqual(wanted);
});

/** Files that are none, or wrong, each with all that is said of it. */
test.each([
  [odcs, 'a: 1', 'a.yml:1:1: no data contract; expected kind: DataContract and apiVersion: v3.…'],
  [
    odcs,
    'kind: DataContract\napiVersion: v2.2.0',
    'a.yml:2:1: apiVersion "v2.2.0" is not read; expected v3.0.0 or later of version 3',
  ],
  [
    odcs,
    'dataContractSpecification: 1.1.0',
    'a.yml:1:1: a contract in the Data Contract Specification, not in ODCS; expected kind: DataContract and apiVersion: v3.…; `datacontract export --format odcs` makes that of it',
  ],
  [
    odcs,
    contract('{ name: a, logicalType: strin }'),
    'a.yml:3:45: unknown logicalType strin; found "strin", expected one of string, date, timestamp, time, number, integer, object, map, array, boolean; did you mean string?',
  ],
  [
    odcs,
    contract('{ name: a }, { name: a }'),
    'a.yml:3:47: column a stands twice in t; found a, expected each column once',
  ],
  [
    odcs,
    contract('{ logicalType: date }'),
    'a.yml:3:34: a property without a name; found {"logicalType":"date"}, expected name: with a text',
  ],
  [
    odcs,
    contract('{ name: a, logicalTypeOptions: { pattern: "(" } }'),
    'a.yml:3:67: pattern is no regular expression; found "("',
  ],
  [
    dbt,
    'version: 2',
    "a.yml:1:1: no properties of dbt's models; expected a list of models, seeds, snapshots or sources",
  ],
  [dbt, 'models: { name: a }', 'a.yml:1:1: models is no list; found {"name":"a"}, expected a list'],
  [
    dbt,
    'models: [{ name: a, columns: [{ name: b }], constraints: [{ type: unique, columns: [c] }] }]',
    'a.yml:1:10: a has no column c; found c, expected one of b',
  ],
  [sqlDdl, 'SELECT 1;', 'a.sql:1:1: no CREATE TABLE in it; expected a table with its columns'],
  [
    sqlDdl,
    'CREATE TABLE t (\n\ta int,\n\ta text);',
    'a.sql:3:2: column a stands twice in t; found `a`, expected each column once',
  ],
  [
    sqlDdl,
    'CREATE TABLE t (a int',
    'a.sql:1:16: the parenthesis of t never closes; found `(`, expected columns in parentheses',
  ],
  [sqlDdl, "CREATE TABLE t (a text DEFAULT 'x);", "a.sql:1:32: a quote that never ends; found `'`, expected another '"],
  [
    sqlDdl,
    'CREATE TABLE t (a int, PRIMARY KEY (b));',
    'a.sql:1:24: t has no column b; found `PRIMARY`, expected one of a',
  ],
] as const)('%o says what is wrong with %o', async (engine, text, wanted) => {
  const error: unknown = await engine.compile(artifact(engine, text)).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ArtifactError);
  expect((error as ArtifactError).problems.map(formatProblem)).toEqual([wanted]);
});

test('one of several has to be named, and is told from the others by its name', async () => {
  const two = artifact(sqlDdl, 'CREATE TABLE public.a (x int);\nCREATE TABLE public.b (y int NOT NULL);');
  const wrong = { ...two, options: { table: 'c' } };

  await expect(sqlDdl.compile(two)).rejects.toThrow('2 tables in it, and nothing says which');
  await expect(sqlDdl.compile(wrong)).rejects.toThrow('no table c in it; expected one of public.a, public.b');
  const stage = await sqlDdl.compile({ ...two, options: { table: 'b' } });
  expect(await stage.run([{ x: 1 }])).toEqual([{ outcome: 'rejected', reason: '/y is required' }]);
  expect(sqlDdl.choices?.(two)).toEqual([{ table: 'public.a' }, { table: 'public.b' }]);
});

test('what a replay does not check is named', () => {
  const text = `CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int REFERENCES u (d), e geometry(Point,4326), CHECK (a > b));`;

  expect(sqlDdl.warnings?.(artifact(sqlDdl, text)).map(({ message }) => message)).toEqual([
    't: relationships are not checked by replay, which sees other tables by `related` in weir.yml alone: c',
    't: not checked by replay: check (a > b)',
    't: values of types that Weir does not know are not checked: e geometry(Point,4326)',
  ]);
});

test('a dump with rows, functions and other statements in it is read for its tables alone', () => {
  const rows = Array.from({ length: 50_000 }, (_, index) => `${index}\tit's; CREATE TABLE no (\t"\t$$\n`).join('');
  const dump = `-- PostgreSQL database dump\n\\restrict x\nSET search_path = '';
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $_$ BEGIN; CREATE TABLE no (a int); END; $_$;
CREATE TABLE public.t (a int, b text DEFAULT 'C:\\');
COPY public.t (a, b) FROM stdin;\n${rows}\\.\n
INSERT INTO public.t VALUES (1, 'a; CREATE TABLE no (x int);');
CREATE TABLE public.u (c int);\n`;

  expect(sqlDdl.choices?.(artifact(sqlDdl, dump))).toEqual([{ table: 'public.t' }, { table: 'public.u' }]);
});

test('a dump of MySQL is read with its escapes, comments and keys', async () => {
  const dump = `-- MySQL dump 10.13
/*!40101 SET NAMES utf8 */;
CREATE TABLE \`t\` (
  \`id\` int(11) unsigned NOT NULL AUTO_INCREMENT,
  \`s\` enum('a','b') CHARACTER SET utf8mb4 DEFAULT 'a' COMMENT 'it\\'s; (x',
  \`at\` datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (\`id\`), UNIQUE KEY \`k\` (\`s\`(10)), KEY \`kk\` (\`at\`)
) ENGINE=InnoDB COMMENT='z; CREATE TABLE q (a int)';
INSERT INTO \`t\` VALUES (1,'it\\'s; CREATE TABLE z (a int);');`;

  expect(sqlDdl.choices?.(artifact(sqlDdl, dump))).toEqual([]);
  expect(await outcome(sqlDdl, dump, { at: '2024-01-01 00:00:00.5' })).toEqual({ s: 'a', at: '2024-01-01 00:00:00.5' });
  expect(await outcome(sqlDdl, dump, { id: -1 })).toBe('rejected: /id must be an unsigned 32-bit integer');
});
