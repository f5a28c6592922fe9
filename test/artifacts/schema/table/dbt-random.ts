/**
 * Random contracts of dbt, and DuckDB as the judge of rows: the table that dbt creates under an enforced contract, and the
 * queries that its tests run, as https://docs.getdbt.com/reference/resource-properties/constraints and …/data-tests say.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';

type Given = Readonly<Record<string, unknown>>;

interface Column {
  readonly name: string;
  readonly data_type: string;
  readonly constraints?: readonly Given[];
  readonly data_tests?: readonly (string | Given)[];
}

export interface Model {
  readonly name: 't';
  readonly config: { readonly contract: { readonly enforced: true } };
  readonly constraints?: readonly Given[];
  readonly data_tests?: readonly Given[];
  readonly columns: readonly Column[];
}

/** As a CSV has them. */
export type Row = Readonly<Record<string, string | null>>;

const TYPES = [
  ...['smallint', 'int', 'bigint', 'decimal(4,2)', 'decimal(6,2)', 'decimal(4,0)', 'double'],
  ...['varchar', 'varchar(3)', 'boolean', 'date', 'timestamp'],
] as const;
const NUMBERS = /^(?:smallint|int|bigint|decimal|double)/;

const VALUES = [
  ...['0', '1', '2', '5', '6', '-1', '1.5', '2.25', '99.99', '100', '100.5', '12.345', '40000', '3000000000'],
  ...[
    '99999999999999999999',
    '',
    'a',
    'abc',
    'abcd',
    'true',
    'false',
    '2026-02-28',
    '2026-02-30',
    '2026-02-28 10:00:00',
  ],
];

const bound = fc.constantFrom(-1, 0, 1, 2, 5, 100);
const sign = fc.constantFrom('>', '>=', '<', '<=');
const check = fc.tuple(sign, bound).map(([is, than]) => ({ type: 'check', expression: `x ${is} ${than}` }));
const range = fc
  .record({ min_value: bound, max_value: bound, inclusive: fc.boolean() }, { requiredKeys: ['inclusive'] })
  .filter((own) => Object.keys(own).length > 1)
  .map((own): Given => ({ 'dbt_utils.accepted_range': { arguments: own } }));
const accepted = (of: readonly unknown[]) =>
  fc.subarray([...of], { minLength: 1 }).map((values): Given => ({ accepted_values: { arguments: { values } } }));
const setting = fc.constantFrom({ severity: 'warn' }, { where: 'k = 1' }, { enabled: false });
const quiet = fc
  .constantFrom('not_null', 'unique')
  .chain((name) => setting.map((config): Given => ({ [name]: { config } })));

const PLAIN = fc.constantFrom(
  'not_null',
  'unique',
  { not_null: {} },
  'dbt_expectations.expect_column_values_to_not_be_null',
);
const ASKED = fc.constantFrom({ type: 'not_null' }, { type: 'unique' }, { type: 'primary_key' });

function columnOf(type: string): fc.Arbitrary<Column> {
  const isNumber = NUMBERS.test(type);
  const values = isNumber ? [0, 1, 5, 100] : type.startsWith('varchar') ? ['a', 'abc', '1'] : [];
  const tests = [PLAIN, quiet, ...(isNumber ? [range] : []), ...(values.length > 0 ? [accepted(values)] : [])];
  return fc
    .record({
      constraints: fc.array(isNumber ? fc.oneof(ASKED, check) : ASKED, { maxLength: 2 }),
      data_tests: fc.array(fc.oneof(...tests), { maxLength: 2 }),
    })
    .map((own) => ({ name: 'x', data_type: type, ...own }));
}

export const models: fc.Arbitrary<Model> = fc
  .record({
    x: fc.option(fc.constantFrom(...TYPES).chain(columnOf), { nil: undefined, freq: 8 }),
    key: fc.constantFrom<readonly Given[]>(
      [],
      [],
      [{ type: 'unique', columns: ['k'] }],
      [{ type: 'not_null', columns: ['k'] }],
    ),
    isBoth: fc.boolean(),
  })
  .map(({ x, key, isBoth }) => {
    const both = { 'dbt_utils.unique_combination_of_columns': { arguments: { combination_of_columns: ['k', 'x'] } } };
    return {
      ...{ name: 't', config: { contract: { enforced: true } }, constraints: key },
      ...(x && isBoth && { data_tests: [both] }),
      columns: [{ name: 'k', data_type: 'int' }, ...(x ? [x] : [])],
    };
  });

/** Any two, or two that differ in the type alone, or in what is asked. */
export const pairs: fc.Arbitrary<readonly [Model, Model]> = fc.oneof(
  fc.tuple(models, models),
  fc
    .tuple(models, models, fc.constantFrom('data_type', 'data_tests', 'constraints'))
    .map(([base, other, key]) => [base, withOther(base, other, key)] as const),
  fc.tuple(models, fc.constantFrom(...TYPES)).map(([base, type]) => [base, withType(base, type)] as const),
);

/** Values that are asked of the one can be asked of the other. */
function familyOf(type: string): string {
  return NUMBERS.test(type) ? 'number' : type.startsWith('varchar') ? 'text' : type;
}

function withOther(base: Model, other: Model, key: 'data_type' | 'data_tests' | 'constraints'): Model {
  const [k, x] = base.columns;
  const [, is] = other.columns;
  const isAlike = x && is && familyOf(x.data_type) === familyOf(is.data_type);
  return k && isAlike ? { ...base, columns: [k, { ...x, [key]: is[key] }] } : other;
}

function withType(base: Model, type: string): Model {
  const [k, x] = base.columns;
  const isAlike = x && familyOf(x.data_type) === familyOf(type);
  return k && isAlike ? { ...base, columns: [k, { ...x, data_type: type }] } : base;
}

export const rows: fc.Arbitrary<readonly Row[]> = fc.array(
  fc.record({ k: fc.constantFrom('1', '2', null), x: fc.option(fc.constantFrom(...VALUES), { freq: 5 }) }),
  { minLength: 1, maxLength: 3 },
);

/** Whether the table takes all of it, and no test fails. */
export async function holds(database: DuckDBConnection, model: Model, all: readonly Row[]): Promise<boolean> {
  const names = model.columns.map(({ name }) => name);
  try {
    await database.run(createTable(model));
    const values = all.map((row) => model.columns.map(({ name, data_type }) => loaded(row[name] ?? null, data_type)));
    await database.run(
      `INSERT INTO t (${names.join(', ')}) VALUES ${values.map((one) => `(${one.join(', ')})`).join(', ')}`,
    );
  } catch (error) {
    if (/Constraint Error|Conversion Error|Invalid Input Error/.test(String(error))) return false;
    throw error;
  }
  for (const query of queriesOf(model)) {
    const reader = await database.runAndReadAll(`SELECT count(*) FROM (${query})`);
    if (Number(reader.getRows()[0]?.[0]) > 0) return false;
  }
  return true;
}

function createTable({ columns, constraints = [] }: Model): string {
  const own = (given: Given, name: string) =>
    given.type === 'check' ? `CHECK (${given.expression})` : `${String(given.type).replace('_', ' ')}${name}`;
  const parts = columns.map(({ name, data_type, constraints: given = [] }) => {
    const unique = [...new Map(given.map((one) => [own(one, ''), one])).keys()];
    // DuckDB cuts no text short, and takes any length.
    const length = /^varchar\((\d+)\)$/.exec(data_type)?.[1];
    return `${name} ${data_type} ${unique.join(' ')}${length ? ` CHECK (length(${name}) <= ${length})` : ''}`;
  });
  const more = constraints.flatMap((given) =>
    given.type === 'unique' ? [`UNIQUE (${Object(given).columns.join(', ')})`] : [`CHECK (k IS NOT NULL)`],
  );
  return `CREATE OR REPLACE TABLE t (${[...parts, ...more].join(', ')})`;
}

/** A text as the type has it; an error where something of a number would be lost, or a date would be had of a moment. */
function loaded(text: string | null, type: string): string {
  if (text === null) return 'NULL';
  const plain = `CAST('${text}' AS ${type})`;
  if (/int|decimal/.test(type)) {
    const wide = `CAST('${text}' AS DECIMAL(38, 9))`;
    return `CASE WHEN CAST(${plain} AS DECIMAL(38, 9)) = ${wide} THEN ${plain} ELSE CAST('lossy' AS ${type}) END`;
  }
  return type === 'date' && text.includes(':') ? `CAST('moment' AS date)` : plain;
}

/** Rows that fail, as dbt selects them. */
function queriesOf({ columns, data_tests: own = [] }: Model): string[] {
  return [
    ...columns.flatMap(({ name, data_tests = [] }) => data_tests.flatMap((test) => queryOf(test, name))),
    ...own.map(() => 'SELECT k, x FROM t GROUP BY k, x HAVING count(*) > 1 AND k IS NOT NULL AND x IS NOT NULL'),
  ];
}

function queryOf(test: string | Given, column: string): string[] {
  const [name, given] = typeof test === 'string' ? [test, {}] : (Object.entries(test)[0] ?? ['', {}]);
  const { arguments: asked, config } = Object(given);
  // One that only warns, that looks at some of the rows, or at none, refuses no row as Weir has it, and is named.
  if (config) return [];
  switch (name) {
    case 'unique':
      return [`SELECT ${column} FROM t WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1`];
    case 'accepted_values': {
      const listed = asked.values.map((value: unknown) => (typeof value === 'number' ? `${value}` : `'${value}'`));
      return [`SELECT ${column} FROM t GROUP BY ${column} HAVING ${column} NOT IN (${listed.join(', ')})`];
    }
    case 'dbt_utils.accepted_range': {
      const equal = asked.inclusive ? '=' : '';
      const bounds = [
        ...('min_value' in asked ? [`${column} >${equal} ${asked.min_value}`] : []),
        ...('max_value' in asked ? [`${column} <${equal} ${asked.max_value}`] : []),
      ];
      return [`SELECT ${column} FROM t WHERE ${bounds.map((one) => `NOT (${one})`).join(' OR ')}`];
    }
    default:
      return [`SELECT ${column} FROM t WHERE ${column} IS NULL`];
  }
}
