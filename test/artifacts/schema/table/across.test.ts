/** What contracts ask of all rows together: which keys, which relationships, and which values are one. */
import { expect, test } from 'vitest';
import type { AcrossRecords } from '../../../../src/artifacts/engine.ts';
import { engineFor } from '../../../../src/artifacts/registry.ts';

async function asked(engine: string, text: string): Promise<readonly AcrossRecords[]> {
  const artifact = { path: 'a', kind: 'schema', files: new Map([['a', text]]) } as const;
  const { asksAcross, compile } = engineFor(engine);
  const across = (await compile(artifact)).across ?? [];
  expect(asksAcross?.(artifact)).toBe(across.length > 0);
  return across;
}

const odcs = (properties: string) =>
  `apiVersion: v3.1.0\nkind: DataContract\nid: t\nschema:\n  - name: staff\n    properties:\n      - { name: id, logicalType: integer }\n      - { name: boss, logicalType: integer${properties} }\n`;
const dbt = (tests: string) => `models:\n  - name: staff\n    columns: [{ name: id }, { name: boss${tests} }]\n`;

test.each([
  ['sql-ddl', 'CREATE TABLE staff (id int, boss int);', []],
  ['sql-ddl', 'CREATE TABLE staff (id int PRIMARY KEY, boss int REFERENCES staff);', ['unique id', 'boss in id']],
  ['sql-ddl', 'CREATE TABLE hr.staff (id int UNIQUE, boss int REFERENCES hr.staff (id));', ['unique id', 'boss in id']],
  ['sql-ddl', 'CREATE TABLE hr.staff (id int, boss int REFERENCES old.staff (id));', []],
  ['sql-ddl', 'CREATE TABLE staff (id int, boss int REFERENCES teams (id));', []],
  [
    'sql-ddl',
    'CREATE TABLE t (a int, b int, c int, d int, UNIQUE (b, a), FOREIGN KEY (c, d) REFERENCES t (a, b));',
    ['unique a, b', 'c, d in a, b'],
  ],
  ['odcs', odcs(', unique: true'), ['unique boss']],
  ['odcs', odcs(', relationships: [{ to: staff.id }]'), ['boss in id']],
  ['odcs', odcs(', relationships: [{ to: teams.id }]'), []],
  [
    'dbt',
    dbt(", data_tests: [unique, { relationships: { to: ref('staff'), field: id } }]"),
    ['unique boss', 'boss in id'],
  ],
  ['dbt', dbt(", data_tests: [{ relationships: { to: ref('teams'), field: id } }]"), []],
  ['dbt', dbt(", constraints: [{ type: foreign_key, to: ref('staff'), to_columns: [id] }]"), ['boss in id']],
])('%s: %s', async (engine, text, wanted) => {
  expect((await asked(engine, text)).map(({ id }) => id)).toEqual(wanted);
});

test.each([
  ['bigint', [7, '7', '007', '+7', '7.0', 7n], [8, '70', -7, 0.7, 9007199254740993n]],
  ['bigint', [9007199254740993n, '9007199254740993'], [9007199254740992, '9007199254740994']],
  ['double precision', [1e21, '1e21', '1000000000000000000000', '0.1E+22'], [1e22, 1e-21]],
  ['double precision', [1.5e-7, '0.00000015', '15e-8'], [1.5e-6, 1.5]],
  ['numeric(9,2)', [0.5, '.50', '0.5'], ['5', 0.05]],
  ['numeric', [0, '0', '-0', '0.00', '000'], ['00.1', 1]],
  ['text', ['7', 7], ['07', '7.0', ' 7']],
  [
    'uuid',
    ['A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '{a0eebc999c0b4ef8bb6d6bb9bd380a11}'],
    ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'],
  ],
  [
    'timestamptz',
    ['2026-01-01T01:00:00+01:00', '2026-01-01 00:00:00Z', '2026-01-01T00:00+00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T01:00:00Z', '2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00'],
  ],
])('as %s some values are one, others are not', async (type, same, others) => {
  const [key] = await asked('sql-ddl', `CREATE TABLE t (a ${type} UNIQUE);`);
  const [first, ...rest] = [...same, ...others].map((a) => key?.own({ a }));

  expect(new Set(rest.slice(0, same.length - 1))).toEqual(new Set([first]));
  expect(rest.slice(same.length - 1)).not.toContain(first);
  expect(key?.own({ a: null })).toBeUndefined();
  expect(key?.own({})).toBeUndefined();
});
