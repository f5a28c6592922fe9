/**
 * Facts: a pair of contracts, and what is to be found between them. What each says comes from the documentation of ODCS
 * (bitol-io.github.io/open-data-contract-standard), of dbt (docs.getdbt.com, constraints and data tests), of PostgreSQL
 * (datatypes, CREATE TABLE, ALTER TABLE) and of MySQL, worked by hand.
 */
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact, Engine, Options } from '../../../../src/artifacts/engine.ts';
import { dbt } from '../../../../src/artifacts/schema/dbt/index.ts';
import { odcs } from '../../../../src/artifacts/schema/odcs/index.ts';
import { sqlDdl } from '../../../../src/artifacts/schema/sql-ddl/index.ts';

const MARK = { compatible: '+', incompatible: '-', undecided: '?' } as const;

/** Each edit as its rule and message; directions as backward and forward: `+` compatible, `-` incompatible, `?` undecided. */
type Fact = readonly [base: string, head: string, directions: string, ...edits: string[]];

function artifact(engine: Engine, text: string, options?: Options): Artifact {
  const path = engine === sqlDdl ? 'a.sql' : 'a.yml';
  return { path, kind: 'schema', files: new Map([[path, text]]), ...(options && { options }) };
}

function found(engine: Engine, base: string, head: string): string[] {
  const edits = engine.diff(artifact(engine, base), artifact(engine, head));
  const { backward, forward } = directionsOf(edits);
  const told = edits.map(({ change, compatibility, message }) => `${change} (${compatibility}) ${message}`);
  return [`${MARK[backward]}${MARK[forward]}`, ...told.sort()];
}

function check(engine: Engine, wrap: (inner: string) => string, facts: readonly Fact[]): void {
  test.each(facts)(`${engine.id}: %s → %s`, (base, head, directions, ...edits) => {
    expect(found(engine, wrap(base), wrap(head))).toEqual([directions, ...edits.sort()]);
  });
}

/** One property `a` of `t`, in YAML's flow style. */
const property = (inner: string) =>
  `kind: DataContract\napiVersion: v3.1.0\nschema:\n  - name: t\n    properties:\n      - { name: k }\n      - { name: a${inner && `, ${inner}`} }\n`;

check(odcs, property, [
  // https://bitol-io.github.io/open-data-contract-standard/latest/schema/#applicable-to-properties
  ['', 'required: true', '-+', 'required-added (breaking) t.a is now required'],
  ['required: true', '', '+-', 'required-removed (risky) t.a is no longer required'],
  ['required: false', '', '++'],
  ['', 'unique: true', '?+', 'unique-added (risky) t: a must now be unique'],
  ['unique: true', 'unique: false', '+?', 'unique-removed (risky) t: a need no longer be unique'],
  ['', 'primaryKey: true', '?+', 'primary-key-added (risky) t: primary key a added'],
  ['primaryKey: true', '', '+?', 'primary-key-removed (risky) t: primary key a removed'],
  ['primaryKey: true, primaryKeyPosition: 1', 'primaryKey: true', '++'],
  ['logicalType: string', 'logicalType: string, description: of it, classification: public', '++'],
  // Logical types.
  ['', 'logicalType: integer', '-+', 'type-added (breaking) t.a must now be integer'],
  ['logicalType: integer', '', '+-', 'type-removed (risky) t.a need no longer be integer'],
  ['logicalType: integer', 'logicalType: number', '+-', 'type-widened (risky) t.a: integer became number'],
  ['logicalType: number', 'logicalType: integer', '-+', 'type-narrowed (breaking) t.a: number became integer'],
  ['logicalType: date', 'logicalType: timestamp', '+-', 'type-widened (risky) t.a: date became timestamp'],
  ['logicalType: timestamp', 'logicalType: date', '-+', 'type-narrowed (breaking) t.a: timestamp became date'],
  ['logicalType: string', 'logicalType: integer', '--', 'type-changed (breaking) t.a: string became integer'],
  ['logicalType: boolean', 'logicalType: array', '--', 'type-changed (breaking) t.a: boolean became array'],
  // What was a number can be read as a text, but nobody adds texts up.
  ['logicalType: integer', 'logicalType: string', '+-', 'type-changed (breaking) t.a: integer became string'],
  // "follows the Rust integer types"
  [
    'logicalType: integer, logicalTypeOptions: { format: i32 }',
    'logicalType: integer, logicalTypeOptions: { format: i64 }',
    '+-',
    'type-widened (risky) t.a: 32-bit integer became 64-bit integer',
  ],
  [
    'logicalType: integer, logicalTypeOptions: { format: i32 }',
    'logicalType: integer, logicalTypeOptions: { format: u32 }',
    '--',
    'type-changed (breaking) t.a: 32-bit integer became unsigned 32-bit integer',
  ],
  [
    'logicalType: string, physicalType: VARCHAR(36)',
    'logicalType: string, physicalType: VARCHAR(18)',
    '-+',
    'type-narrowed (breaking) t.a: string of at most 36 became string of at most 18',
  ],
  ['logicalType: string, physicalType: VARCHAR(18)', 'logicalType: string, physicalType: character varying(18)', '++'],
  // Logical type options.
  [
    'logicalTypeOptions: { minimum: 0 }',
    'logicalTypeOptions: { minimum: 1 }',
    '-+',
    'minimum-tightened (breaking) t.a: minimum 0 became 1',
  ],
  [
    'logicalTypeOptions: { maximum: 10 }',
    'logicalTypeOptions: { maximum: 20 }',
    '+-',
    'maximum-loosened (risky) t.a: maximum 10 became 20',
  ],
  [
    'logicalTypeOptions: {}',
    'logicalTypeOptions: { maxLength: 3 }',
    '-+',
    'max-length-added (breaking) t.a: max length 3 added',
  ],
  ['logicalTypeOptions: { minLength: 3 }', '', '+-', 'min-length-removed (risky) t.a: min length 3 removed'],
  [
    'logicalTypeOptions: { exclusiveMinimum: 0 }',
    'logicalTypeOptions: { exclusiveMinimum: -1 }',
    '+-',
    'exclusive-minimum-loosened (risky) t.a: exclusive minimum 0 became -1',
  ],
  [
    'logicalTypeOptions: { multipleOf: 5 }',
    'logicalTypeOptions: { multipleOf: 10 }',
    '-+',
    'multiple-of-tightened (breaking) t.a: multiple of 5 became 10',
  ],
  [
    'logicalTypeOptions: { multipleOf: 4 }',
    'logicalTypeOptions: { multipleOf: 6 }',
    '??',
    'multiple-of-changed (risky) t.a: multiple of 4 became 6',
  ],
  [
    'logicalTypeOptions: { pattern: "^A" }',
    'logicalTypeOptions: { pattern: "^B" }',
    '??',
    'pattern-changed (risky) t.a: pattern ^A became ^B',
  ],
  [
    'logicalType: date, logicalTypeOptions: { minimum: "2024-01-01" }',
    'logicalType: date, logicalTypeOptions: { minimum: "2024-06-01" }',
    '-+',
    'minimum-tightened (breaking) t.a: minimum 2024-01-01 became 2024-06-01',
  ],
  // https://bitol-io.github.io/open-data-contract-standard/latest/schema/#enumerations
  [
    'enum: [{ value: new }, { value: paid }]',
    'enum: [{ value: new, label: New }]',
    '-+',
    'accepted-value-removed (breaking) t.a: accepted value paid removed',
  ],
  [
    'enum: [{ value: 1 }]',
    'enum: [{ value: 1 }, { value: 2 }]',
    '+-',
    'accepted-value-added (risky) t.a: accepted value 2 added',
  ],
  ['', 'enum: [{ value: new }]', '-+', 'accepted-values-added (breaking) t.a must now be one of new'],
  ['enum: [{ value: new }]', '', '+-', 'accepted-values-removed (risky) t.a need no longer be one of new'],
  // https://bitol-io.github.io/open-data-contract-standard/latest/data-quality/#metrics
  ['', 'quality: [{ metric: nullValues, mustBe: 0 }]', '-+', 'required-added (breaking) t.a is now required'],
  ['quality: [{ type: library, rule: nullValues, mustBe: 0 }]', 'required: true', '++'],
  ['', 'quality: [{ metric: duplicateValues, mustBe: 0 }]', '?+', 'unique-added (risky) t: a must now be unique'],
  [
    'quality: [{ metric: invalidValues, mustBe: 0, arguments: { validValues: [pounds, kg] } }]',
    'quality: [{ metric: invalidValues, mustBe: 0, arguments: { validValues: [kg] } }]',
    '-+',
    'accepted-value-removed (breaking) t.a: accepted value pounds removed',
  ],
  [
    'quality: [{ metric: invalidValues, mustBe: 0, arguments: { pattern: "^[A-Z]{2}" } }]',
    '',
    '+-',
    'pattern-removed (risky) t.a: pattern ^[A-Z]{2} removed',
  ],
  // Fewer than 1 % may be null: nothing that a row by itself can break.
  [
    '',
    'quality: [{ metric: nullValues, mustBeLessThan: 1, unit: percent }]',
    '?+',
    'rule-added (risky) t: rule added: quality nullValues of a mustBeLessThan 1',
  ],
  ['', 'quality: [{ type: text, description: verified by hand }]', '++'],
  // https://bitol-io.github.io/open-data-contract-standard/latest/references/
  [
    '',
    'relationships: [{ type: foreignKey, to: customers.id }]',
    '?+',
    'relationship-added (risky) t: a must now be in customers.id',
  ],
  [
    'relationships: [{ to: customers.id }]',
    'relationships: [{ to: users.id }]',
    '??',
    'relationship-changed (risky) t: a was to be in customers.id and is to be in users.id',
  ],
  // Objects in a column.
  [
    'logicalType: object, properties: [{ name: zip }]',
    'logicalType: object, properties: [{ name: zip, required: true }]',
    '-+',
    'required-added (breaking) t.a.zip is now required',
  ],
  [
    'logicalType: array, items: { logicalType: integer }',
    'logicalType: array, items: { logicalType: number }',
    '+-',
    'type-widened (risky) t.a[]: integer became number',
  ],
]);

check(odcs, property, [
  // https://bitol-io.github.io/open-data-contract-standard/latest/schema/#logical-type-options
  [
    'logicalType: array, logicalTypeOptions: { minItems: 1 }',
    'logicalType: array, logicalTypeOptions: { minItems: 2 }',
    '-+',
    'min-items-tightened (breaking) t.a: min items 1 became 2',
  ],
  [
    'logicalType: array, logicalTypeOptions: { maxItems: 3 }',
    'logicalType: array',
    '+-',
    'max-items-removed (risky) t.a: max items 3 removed',
  ],
  [
    '',
    'logicalTypeOptions: { exclusiveMaximum: 9 }',
    '-+',
    'exclusive-maximum-added (breaking) t.a: exclusive maximum 9 added',
  ],
  [
    'logicalType: string, logicalTypeOptions: { minLength: 5 }',
    'logicalType: string, logicalTypeOptions: { minLength: 3 }',
    '+-',
    'min-length-loosened (risky) t.a: min length 5 became 3',
  ],
  ['enum: [{ value: new }, { value: paid }]', 'enum: [{ value: paid }, { value: new }]', '++'],
  ['', 'classification: restricted, partitioned: true, tags: [pii]', '++'],
  [
    'relationships: [{ to: customers.id }]',
    '',
    '+?',
    'relationship-removed (risky) t: a need no longer be in customers.id',
  ],
  // A boolean in the schema of version 3.0: "If set to true, all values are strictly less than the maximum value".
  [
    'logicalType: integer, logicalTypeOptions: { maximum: 9 }',
    'logicalType: integer, logicalTypeOptions: { maximum: 9, exclusiveMaximum: false }',
    '++',
  ],
  [
    'logicalType: integer, logicalTypeOptions: { maximum: 9, exclusiveMaximum: true }',
    'logicalType: integer, logicalTypeOptions: { exclusiveMaximum: 9 }',
    '++',
  ],
  // What is said twice holds both times.
  [
    'enum: [{ value: a }, { value: b }]',
    'enum: [{ value: a }, { value: b }], quality: [{ metric: invalidValues, mustBe: 0, arguments: { validValues: [b, c] } }]',
    '-+',
    'accepted-value-removed (breaking) t.a: accepted value a removed',
  ],
  [
    'logicalTypeOptions: { pattern: "^a" }',
    'logicalTypeOptions: { pattern: "^a" }, quality: [{ metric: invalidValues, mustBe: 0, arguments: { pattern: "b$" } }]',
    '?+',
    'rule-added (risky) t: rule added: pattern b$ of a, beside another',
  ],
  // Of what stands inside a value.
  [
    'logicalType: array',
    'logicalType: array, items: { logicalType: integer }',
    '-+',
    'type-added (breaking) t.a[] must now be integer',
  ],
  [
    'logicalType: array, items: { logicalType: integer }',
    'logicalType: array',
    '+-',
    'type-removed (risky) t.a[] need no longer be integer',
  ],
  [
    'logicalType: object',
    'logicalType: object, properties: [{ name: n, logicalType: integer }]',
    '-+',
    'column-added (breaking) t.a.n is now described',
  ],
  [
    'logicalType: object, properties: [{ name: n, logicalType: integer }]',
    'logicalType: object',
    '+-',
    'column-removed (breaking) t.a.n removed',
  ],
  [
    'logicalType: array, items: { logicalType: integer }',
    'logicalType: array, items: { logicalType: integer, unique: true }',
    '?+',
    'rule-added (risky) t: rule added: unique items in a',
  ],
  [
    'logicalType: map, map: { value: { logicalType: integer } }',
    'logicalType: map, map: { value: { logicalType: number } }',
    '??',
    'rule-added (risky) t: rule added: map of a: {"value":{"logicalType":"number"}}',
    'rule-removed (risky) t: rule removed: map of a: {"value":{"logicalType":"integer"}}',
  ],
]);

const properties = (inner: string) =>
  `kind: DataContract\napiVersion: v3.1.0\nschema:\n  - name: t\n    properties: [${inner}]\n`;

check(odcs, properties, [
  ['{ name: a }, { name: b }', '{ name: a }', '+-', 'column-removed (breaking) t.b removed'],
  ['{ name: a }', '{ name: a }, { name: b }', '++', 'column-added (safe) t.b added'],
  ['{ name: a }', '{ name: a }, { name: b, required: true }', '-+', 'column-added (breaking) t.b added, required'],
  ['{ name: a }, { name: b }', '{ name: b }, { name: a }', '++'],
  // An id is "used to create stable, refactor-safe references".
  ['{ id: x, name: a }', '{ id: x, name: b }', '+-', 'column-renamed (breaking) t.a renamed to b'],
  [
    '{ name: a, physicalName: c_1 }',
    '{ name: b, physicalName: c_1 }',
    '++',
    'column-relabelled (risky) t.c_1: called a became b',
  ],
  [
    '{ name: a, primaryKey: true, primaryKeyPosition: 2 }, { name: b, primaryKey: true, primaryKeyPosition: 1 }',
    '{ name: a }, { name: b, primaryKey: true }',
    '??',
    'primary-key-changed (risky) t: primary key (b, a) became b',
  ],
]);

/** One column `a` of the model `t`. */
const column = (inner: string) =>
  `version: 2\nmodels:\n  - name: t\n    columns:\n      - name: k\n      - { name: a${inner && `, ${inner}`} }\n`;

check(dbt, column, [
  // https://docs.getdbt.com/reference/resource-properties/data-tests
  ['', 'data_tests: [not_null]', '-+', 'required-added (breaking) t.a is now required'],
  ['tests: [not_null]', 'data_tests: [not_null]', '++'],
  ['tests: [not_null]', '', '+-', 'required-removed (risky) t.a is no longer required'],
  ['', 'data_tests: [unique]', '?+', 'unique-added (risky) t: a must now be unique'],
  [
    'data_tests: [accepted_values: { values: [placed, shipped] }]',
    'data_tests: [accepted_values: { arguments: { values: [placed, shipped] } }]',
    '++',
  ],
  [
    'data_tests: [accepted_values: { arguments: { values: [placed, shipped] } }]',
    'data_tests: [accepted_values: { arguments: { values: [placed] } }]',
    '-+',
    'accepted-value-removed (breaking) t.a: accepted value shipped removed',
  ],
  [
    '',
    `data_tests: [relationships: { arguments: { to: "ref('customers')", field: id } }]`,
    '?+',
    "relationship-added (risky) t: a must now be in ref('customers').id",
  ],
  // https://docs.getdbt.com/reference/resource-configs/severity and /where: a test that warns refuses nothing.
  [
    '',
    'data_tests: [not_null: { config: { severity: warn } }]',
    '?+',
    'rule-added (risky) t: rule added: not_null of a, which only warns',
  ],
  [
    'data_tests: [not_null: { config: { where: "x > 1" } }]',
    'data_tests: [not_null]',
    '-?',
    'required-added (breaking) t.a is now required',
    'rule-removed (risky) t: rule removed: not_null of a, where x > 1',
  ],
  ['', 'data_tests: [not_null: { config: { enabled: false } }]', '++'],
  // https://docs.getdbt.com/reference/resource-properties/constraints
  ['constraints: [{ type: not_null }]', 'data_tests: [not_null]', '++'],
  ['', 'constraints: [{ type: unique }]', '?+', 'unique-added (risky) t: a must now be unique'],
  [
    '',
    'constraints: [{ type: primary_key }]',
    '-+',
    'primary-key-added (risky) t: primary key a added',
    'required-added (breaking) t.a is now required',
  ],
  [
    'constraints: [{ type: check, expression: "a > 0" }]',
    'constraints: [{ type: check, expression: "a > 10" }]',
    '-+',
    'exclusive-minimum-tightened (breaking) t.a: exclusive minimum 0 became 10',
  ],
  ['', 'constraints: [{ type: check, expression: "a > b" }]', '?+', 'rule-added (risky) t: rule added: check (a > b)'],
  [
    '',
    `constraints: [{ type: foreign_key, to: "ref('c')", to_columns: [id] }]`,
    '?+',
    "relationship-added (risky) t: a must now be in ref('c')(id)",
  ],
  // https://docs.getdbt.com/reference/resource-configs/contract: `int` and `integer` are one type.
  ['data_type: int', 'data_type: integer', '++'],
  ['data_type: string', 'data_type: text', '++'],
  ['data_type: int', 'data_type: text', '+-', 'type-changed (breaking) t.a: 32-bit integer became string'],
  ['data_type: date', 'data_type: string', '+-', 'type-changed (breaking) t.a: date became string'],
  // https://github.com/dbt-labs/dbt-utils#accepted_range-source
  [
    '',
    'data_tests: [dbt_utils.accepted_range: { min_value: 0, inclusive: false }]',
    '-+',
    'exclusive-minimum-added (breaking) t.a: exclusive minimum 0 added',
  ],
]);

check(dbt, column, [
  // https://docs.getdbt.com/reference/resource-properties/data-tests
  ['tests: [unique]', '', '+?', 'unique-removed (risky) t: a need no longer be unique'],
  ['data_tests: [not_null]', 'data_tests: [{ name: a_is_there, test_name: not_null }]', '++'],
  [
    '',
    'data_tests: [accepted_values: { values: [x] }]',
    '-+',
    'accepted-values-added (breaking) t.a must now be one of x',
  ],
  [
    'data_tests: [accepted_values: { values: [x] }]',
    '',
    '+-',
    'accepted-values-removed (risky) t.a need no longer be one of x',
  ],
  [
    'data_tests: [accepted_values: { values: [x] }]',
    'data_tests: [accepted_values: { values: [x, y] }]',
    '+-',
    'accepted-value-added (risky) t.a: accepted value y added',
  ],
  ['data_tests: [accepted_values: { values: [x, y] }]', 'data_tests: [accepted_values: { values: [y, x] }]', '++'],
  [
    'data_tests: [accepted_values: { values: [1, 2], quote: false }]',
    'data_tests: [accepted_values: { values: [1], quote: false }]',
    '-+',
    'accepted-value-removed (breaking) t.a: accepted value 2 removed',
  ],
  [
    `data_tests: [relationships: { to: "ref('c')", field: id }]`,
    '',
    '+?',
    "relationship-removed (risky) t: a need no longer be in ref('c').id",
  ],
  [
    `data_tests: [relationships: { to: "ref('c')", field: id }]`,
    `data_tests: [relationships: { arguments: { to: "ref('c')", field: key } }]`,
    '??',
    "relationship-changed (risky) t: a was to be in ref('c').id and is to be in ref('c').key",
  ],
  ['data_tests: [not_null]', 'data_tests: [not_null: { config: { severity: error } }]', '++'],
  [
    'data_tests: [not_null: { config: { severity: warn } }]',
    'data_tests: [not_null]',
    '-?',
    'required-added (breaking) t.a is now required',
    'rule-removed (risky) t: rule removed: not_null of a, which only warns',
  ],
  [
    '',
    'data_tests: [unique: { config: { error_if: ">10" } }]',
    '?+',
    'rule-added (risky) t: rule added: unique of a, error if >10',
  ],
  // Tests of one's own: nothing says what they ask.
  ['', 'data_tests: [is_even]', '?+', 'rule-added (risky) t: rule added: is_even of a'],
  ['data_tests: [is_even]', '', '+?', 'rule-removed (risky) t: rule removed: is_even of a'],
  ['description: x', 'description: y, meta: { owner: me }, tags: [pii]', '++'],
  // https://docs.getdbt.com/reference/resource-properties/constraints
  ['constraints: [{ type: not_null }]', '', '+-', 'required-removed (risky) t.a is no longer required'],
  ['constraints: [{ type: not_null }]', 'constraints: [{ type: not_null, name: n, warn_unenforced: false }]', '++'],
  ['constraints: [{ type: unique }]', 'data_tests: [unique]', '++'],
  [
    'constraints: [{ type: check, expression: "a >= 10" }]',
    'constraints: [{ type: check, expression: "a >= 0" }]',
    '+-',
    'minimum-loosened (risky) t.a: minimum 10 became 0',
  ],
  [
    '',
    `constraints: [{ type: check, expression: "a in ('x', 'y')" }]`,
    '-+',
    'accepted-values-added (breaking) t.a must now be one of x, y',
  ],
  [
    `constraints: [{ type: foreign_key, to: "ref('c')", to_columns: [id] }]`,
    '',
    '+?',
    "relationship-removed (risky) t: a need no longer be in ref('c')(id)",
  ],
  [
    'constraints: [{ type: primary_key }]',
    '',
    '+-',
    'primary-key-removed (risky) t: primary key a removed',
    'required-removed (risky) t.a is no longer required',
  ],
  // https://docs.getdbt.com/reference/resource-configs/contract
  ['', 'data_type: int', '-+', 'type-added (breaking) t.a must now be 32-bit integer'],
  ['data_type: int', '', '+-', 'type-removed (risky) t.a need no longer be 32-bit integer'],
  ['data_type: int', 'data_type: bigint', '+-', 'type-widened (risky) t.a: 32-bit integer became 64-bit integer'],
  ['data_type: bigint', 'data_type: int', '-+', 'type-narrowed (breaking) t.a: 64-bit integer became 32-bit integer'],
  [
    'data_type: varchar(10)',
    'data_type: varchar(20)',
    '+-',
    'type-widened (risky) t.a: string of at most 10 became string of at most 20',
  ],
  [
    'data_type: "numeric(12, 2)"',
    'data_type: "numeric(10, 2)"',
    '-+',
    'type-narrowed (breaking) t.a: decimal(12, 2) became decimal(10, 2)',
  ],
  ['data_type: timestamp', 'data_type: date', '-+', 'type-narrowed (breaking) t.a: timestamp became date'],
  // https://github.com/dbt-labs/dbt-utils#accepted_range-source
  [
    'data_tests: [dbt_utils.accepted_range: { min_value: 0 }]',
    'data_tests: [dbt_utils.accepted_range: { min_value: 0, max_value: 9 }]',
    '-+',
    'maximum-added (breaking) t.a: maximum 9 added',
  ],
  [
    'data_tests: [dbt_utils.accepted_range: { min_value: 1 }]',
    'data_tests: [dbt_utils.accepted_range: { min_value: 0 }]',
    '+-',
    'minimum-loosened (risky) t.a: minimum 1 became 0',
  ],
  // https://github.com/metaplane/dbt-expectations
  [
    '',
    'data_tests: [dbt_expectations.expect_column_values_to_be_between: { min_value: 0, max_value: 9 }]',
    '-+',
    'minimum-added (breaking) t.a: minimum 0 added',
    'maximum-added (breaking) t.a: maximum 9 added',
  ],
  [
    'data_tests: [accepted_values: { values: [x] }]',
    'data_tests: [dbt_expectations.expect_column_values_to_be_in_set: { value_set: [x] }]',
    '++',
  ],
  ['data_tests: [not_null]', 'data_tests: [dbt_expectations.expect_column_values_to_not_be_null]', '++'],
  ['data_tests: [unique]', 'data_tests: [dbt_expectations.expect_column_values_to_be_unique]', '++'],
]);

const model = (inner: string) => `models:\n  - name: t\n${inner.replace(/^/gm, '    ')}\n`;

check(dbt, model, [
  ['columns: [{ name: a }]', 'columns: [{ name: a }, { name: b }]', '++', 'column-added (safe) t.b added'],
  [
    'columns: [{ name: a }]',
    'columns: [{ name: a }, { name: b, tests: [not_null] }]',
    '-+',
    'column-added (breaking) t.b added, required',
  ],
  ['columns: [{ name: a }, { name: b }]', 'columns: [{ name: b }, { name: a }]', '++'],
  [
    'columns: [{ name: a }, { name: b }]',
    'constraints: [{ type: unique, columns: [a, b] }]\ncolumns: [{ name: a }, { name: b }]',
    '?+',
    'unique-added (risky) t: (a, b) must now be unique',
  ],
  [
    'columns: [{ name: a }]',
    `constraints: [{ type: foreign_key, columns: [a], to: "ref('c')", to_columns: [id] }]\ncolumns: [{ name: a }]`,
    '?+',
    "relationship-added (risky) t: a must now be in ref('c')(id)",
  ],
  ['columns: [{ name: a }, { name: b }]', 'columns: [{ name: a }]', '+-', 'column-removed (breaking) t.b removed'],
  [
    'columns: [{ name: a }, { name: b }]',
    'constraints: [{ type: primary_key, columns: [a, b] }]\ncolumns: [{ name: a, tests: [not_null] }, { name: b, tests: [not_null] }]',
    '-+',
    'primary-key-added (risky) t: primary key (a, b) added',
    'required-added (breaking) t.a is now required',
    'required-added (breaking) t.b is now required',
  ],
  [
    'columns: [{ name: a }, { name: b }]',
    'columns: [{ name: a }, { name: b }]\ndata_tests: [dbt_utils.unique_combination_of_columns: { combination_of_columns: [a, b] }]',
    '?+',
    'unique-added (risky) t: (a, b) must now be unique',
  ],
  // https://docs.getdbt.com/reference/resource-properties/versions
  [
    'columns: [{ name: a }, { name: b }]\nversions: [{ v: 1 }]',
    'columns: [{ name: a }, { name: b }]\nversions: [{ v: 1, columns: [{ include: all, exclude: [b] }] }]',
    '+-',
    'column-removed (breaking) t.v1.b removed',
  ],
  // What is said twice holds both times.
  [
    'columns: [{ name: a, data_tests: [{ accepted_values: { values: [x, y] } }] }]',
    'columns: [{ name: a, data_tests: [{ accepted_values: { values: [x, y] } }, { accepted_values: { values: [y, z] } }] }]',
    '-+',
    'accepted-value-removed (breaking) t.a: accepted value x removed',
  ],
  [
    'columns: [{ name: a, constraints: [{ type: check, expression: "a >= 5" }] }]',
    'columns: [{ name: a, constraints: [{ type: check, expression: "a >= 5" }, { type: check, expression: "a >= 0" }] }]',
    '++',
  ],
  [
    'constraints: [{ type: primary_key, columns: [a] }]\ncolumns: [{ name: a }]',
    'constraints: [{ type: primary_key, columns: [a] }, { type: check, expression: "A > 5" }]\ncolumns: [{ name: a }]',
    '-+',
    'exclusive-minimum-added (breaking) t.a: exclusive minimum 5 added',
  ],
  [
    'columns: [{ name: a }]',
    'columns: [{ name: a }]\nconstraints: [{ type: check, expression: "b > 5" }]',
    '?+',
    'rule-added (risky) t: rule added: exclusive minimum 5 of b, which is not listed',
  ],
]);

const table = (inner: string) => `CREATE TABLE t (\n  k int,\n  ${inner}\n);\n`;

check(sqlDdl, table, [
  // https://www.postgresql.org/docs/current/datatype-numeric.html
  ['a integer', 'a bigint', '+-', 'type-widened (risky) t.a: 32-bit integer became 64-bit integer'],
  ['a int8', 'a smallint', '-+', 'type-narrowed (breaking) t.a: 64-bit integer became 16-bit integer'],
  ['a int4', 'a INTEGER', '++'],
  ['a numeric(10,2)', 'a decimal(10, 2)', '++'],
  ['a numeric(10,2)', 'a numeric(12,2)', '+-', 'type-widened (risky) t.a: decimal(10, 2) became decimal(12, 2)'],
  ['a numeric(10,2)', 'a numeric(10,4)', '--', 'type-changed (breaking) t.a: decimal(10, 2) became decimal(10, 4)'],
  ['a integer', 'a numeric(10,0)', '+-', 'type-widened (risky) t.a: 32-bit integer became decimal(10, 0)'],
  // 999,999,999 is less than 2^31 - 1.
  ['a integer', 'a numeric(9,0)', '-+', 'type-narrowed (breaking) t.a: 32-bit integer became decimal(9, 0)'],
  ['a double precision', 'a real', '-+', 'type-narrowed (breaking) t.a: number became single-precision number'],
  ['a integer', 'a double precision', '+-', 'type-widened (risky) t.a: 32-bit integer became number'],
  // https://www.postgresql.org/docs/current/datatype-character.html
  ['a character varying(10)', 'a varchar(10)', '++'],
  ['a varchar(10)', 'a text', '+-', 'type-widened (risky) t.a: string of at most 10 became string'],
  ['a varchar', 'a text', '++'],
  ['a char', 'a char(1)', '++'],
  // https://www.postgresql.org/docs/current/datatype-datetime.html
  ['a timestamp', 'a timestamp without time zone', '++'],
  ['a timestamptz', 'a timestamp(3) with time zone', '++'],
  ['a timestamp', 'a timestamptz', '++', 'type-changed (risky) t.a: timestamp became timestamp with time zone'],
  ['a text[]', 'a text', '--', 'type-changed (breaking) t.a: array of string became string'],
  ['a int[]', 'a bigint[]', '+-', 'type-widened (risky) t.a: array of 32-bit integer became array of 64-bit integer'],
  // https://www.postgresql.org/docs/current/sql-createtable.html
  ['a int', 'a int NOT NULL', '-+', 'required-added (breaking) t.a is now required'],
  ['a int NOT NULL', 'a int NULL', '+-', 'required-removed (risky) t.a is no longer required'],
  ['a int', 'a int UNIQUE', '?+', 'unique-added (risky) t: a must now be unique'],
  ['a int UNIQUE', 'a int, CONSTRAINT u UNIQUE (a)', '++'],
  ['a int', 'a int REFERENCES c (id) ON DELETE SET NULL', '?+', 'relationship-added (risky) t: a must now be in c(id)'],
  ['a int REFERENCES c(id)', 'a int, FOREIGN KEY (a) REFERENCES c (id)', '++'],
  [
    'a int',
    'a int PRIMARY KEY',
    '-+',
    'primary-key-added (risky) t: primary key a added',
    'required-added (breaking) t.a is now required',
  ],
  ['a int', 'a int, b int', '++', 'column-added (safe) t.b added'],
  ['a int', 'a int, b int NOT NULL', '-+', 'column-added (breaking) t.b added, required'],
  // A row that does not name the column gets the default.
  ['a int', "a int, b text DEFAULT 'x' NOT NULL", '++', "column-added (safe) t.b added with default 'x'"],
  [
    'a int',
    'a int, b int GENERATED ALWAYS AS IDENTITY',
    '++',
    'column-added (safe) t.b added with default a generated value',
  ],
  ['a int, b int', 'a int', '+-', 'column-removed (breaking) t.b removed'],
  ['a int DEFAULT 1', 'a int DEFAULT 2', '++', 'default-changed (risky) t.a: default 1 became 2'],
  ['a int DEFAULT 1 NOT NULL', 'a int NOT NULL', '-+', 'default-removed (breaking) t.a: default 1 removed'],
  // https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS
  ['a numeric', 'a numeric CHECK (a > 0)', '-+', 'exclusive-minimum-added (breaking) t.a: exclusive minimum 0 added'],
  [
    "a text CHECK (a IN ('x', 'y'))",
    "a text, CONSTRAINT c CHECK (((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[])))",
    '++',
  ],
  ['a int CHECK (a BETWEEN 1 AND 5)', 'a int CHECK (a >= 1 AND a <= 5)', '++'],
  ['a int', 'a int, CHECK (a > k)', '?+', 'rule-added (risky) t: rule added: check (a > k)'],
  // https://dev.mysql.com/doc/refman/8.4/en/enum.html
  ["a enum('x','y')", "a enum('x')", '-+', 'accepted-value-removed (breaking) t.a: accepted value y removed'],
  ['a int unsigned', 'a int', '--', 'type-changed (breaking) t.a: unsigned 32-bit integer became 32-bit integer'],
  ['`a` int(11) NOT NULL', 'a int NOT NULL', '++'],
  // https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types#struct_type
  [
    'a struct<x int, y array<int>>',
    'a struct<x int, y array<int>> NOT NULL',
    '-+',
    'required-added (breaking) t.a is now required',
  ],
  ['a int, KEY i (a)', 'a int', '++'],
  ['a int, UNIQUE KEY u (a)', 'a int', '+?', 'unique-removed (risky) t: a need no longer be unique'],
]);

check(sqlDdl, table, [
  // https://www.postgresql.org/docs/current/sql-createtable.html
  ['a int CHECK (a > 0)', 'a int', '+-', 'exclusive-minimum-removed (risky) t.a: exclusive minimum 0 removed'],
  ['a date', 'a timestamp', '+-', 'type-widened (risky) t.a: date became timestamp'],
  [
    'a varchar(10)',
    'a varchar(5)',
    '-+',
    'type-narrowed (breaking) t.a: string of at most 10 became string of at most 5',
  ],
  ['a int REFERENCES c (id)', 'a int', '+?', 'relationship-removed (risky) t: a need no longer be in c(id)'],
  ['a int, UNIQUE (a, k)', 'a int, UNIQUE (k, a)', '++'],
  ['a int', 'a int, UNIQUE (a, k)', '?+', 'unique-added (risky) t: (a, k) must now be unique'],
  ["a enum('x')", "a enum('x','y')", '+-', 'accepted-value-added (risky) t.a: accepted value y added'],
]);

check(sqlDdl, (inner) => `CREATE TABLE public.t (a int, b text);\n${inner}\n`, [
  // https://www.postgresql.org/docs/current/sql-altertable.html
  ['', 'ALTER TABLE ONLY public.t ALTER COLUMN a SET NOT NULL;', '-+', 'required-added (breaking) t.a is now required'],
  ['', 'ALTER TABLE t DROP COLUMN b;', '+-', 'column-removed (breaking) t.b removed'],
  ['', 'ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 0;', '++', 'column-added (safe) t.c added with default 0'],
  ['', 'ALTER TABLE t RENAME COLUMN b TO c;', '+-', 'column-renamed (breaking) t.b renamed to c'],
  [
    '',
    'ALTER TABLE t ALTER COLUMN a TYPE bigint;',
    '+-',
    'type-widened (risky) t.a: 32-bit integer became 64-bit integer',
  ],
  [
    '',
    'CREATE UNIQUE INDEX u ON public.t USING btree (a, b);',
    '?+',
    'unique-added (risky) t: (a, b) must now be unique',
  ],
  ['', 'CREATE INDEX u ON public.t USING btree (a, b);', '++'],
  ['', 'CREATE TABLE public.u (a int);', '++', 'table-added (safe) public.u added'],
  ['CREATE TABLE public.u (a int);', '', '--', 'table-removed (breaking) public.u removed'],
  ['CREATE TEMPORARY TABLE u (a int);', 'CREATE VIEW v AS SELECT 1;', '++'],
  [
    '',
    'ALTER TABLE ONLY public.t\n    ADD CONSTRAINT p PRIMARY KEY (a);',
    '-+',
    'primary-key-added (risky) t: primary key a added',
    'required-added (breaking) t.a is now required',
  ],
]);
