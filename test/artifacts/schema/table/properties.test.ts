/** What the diff says of both directions, against random rows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { sqlDdl } from '../../../../src/artifacts/schema/sql-ddl/index.ts';
import { runs } from '../../../runs.ts';

const type = fc.constantFrom(
  ...[
    'smallint',
    'integer',
    'bigint',
    'int unsigned',
    'numeric(4,2)',
    'numeric(6,2)',
    'numeric(4,0)',
    'numeric',
    'real',
  ],
  ...[
    'double precision',
    'text',
    'varchar(3)',
    'varchar(12)',
    'boolean',
    'date',
    'timestamp',
    'timestamptz',
    'time',
    'uuid',
  ],
  ...['json', 'int[]', 'text[]', 'bytea', 'geometry', "enum('a','b')", "enum('a','c')"],
);
const rest = fc.constantFrom(
  '',
  'NOT NULL',
  'DEFAULT 1',
  'DEFAULT 1 NOT NULL',
  'CHECK (x > 0)',
  'CHECK (x >= 5)',
  "CHECK (x IN ('a', '1'))",
);
const column = fc.tuple(type, rest).map(([name, more]) => `x ${name} ${more}`);
const table = fc.option(column, { nil: 'y int' }).map((text) => `CREATE TABLE t (\n  k int,\n  ${text}\n);\n`);

const value = fc.constantFrom<unknown>(
  ...[null, 0, 1, 5, -1, 1.5, 99.99, 100, 12.345, 40_000, 3e9, 1e20, 2n ** 63n, 3.5e38, true, false, [1], ['a'], {}],
  ...[
    '',
    'a',
    'b',
    'c',
    '1',
    '5',
    '-1',
    '1.5',
    '123456',
    'abcdefghijklmnop',
    'true',
    '2024-01-01',
    '2024-01-01T00:00:00Z',
  ],
  ...['2024-01-01 10:00:00', '10:00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'NaN', 'infinity', '{1,2}'],
);
const row = fc.oneof(
  value.map((x) => ({ k: 1, x })),
  fc.constant<Record<string, unknown>>({ k: 1 }),
);

function artifact(text: string): Artifact {
  return { path: 'a.sql', kind: 'schema', files: new Map([['a.sql', text]]) };
}

async function takes(text: string, document: unknown): Promise<boolean> {
  const [outcome] = await (await sqlDdl.compile(artifact(text))).run([document]);
  return outcome?.outcome === 'ok';
}

test('where both directions are compatible, no row is refused by one side alone', async () => {
  await fc.assert(
    fc.asyncProperty(table, table, fc.array(row, { maxLength: 12 }), async (base, head, rows) => {
      const { backward, forward } = directionsOf(sqlDdl.diff(artifact(base), artifact(head)));
      for (const document of rows) {
        // No table has a column that it does not declare.
        if ('x' in document && (base.includes('y int') || head.includes('y int'))) continue;
        const [before, after] = [await takes(base, document), await takes(head, document)];
        if (backward === 'compatible') expect(before && !after).toBe(false);
        if (forward === 'compatible') expect(after && !before).toBe(false);
      }
    }),
    { numRuns: runs(3_000) },
  );
});

test('what is applied of a change without the rest is what the diff says of it', async () => {
  const { blend } = await import('../../../../src/artifacts/blend/blend.ts');
  fc.assert(
    fc.property(table, table, (base, head) => {
      const found = blend(sqlDdl, artifact(base), artifact(head));
      const merged = new Set(found?.merged.flat());
      for (const [index, edit] of found?.edits.entries() ?? []) {
        if (merged.has(index) || !found) continue;
        const mixed = sqlDdl.diff(artifact(base), found.apply(new Set([index])));
        expect(mixed.map(({ message }) => message)).toEqual([edit.message]);
      }
    }),
    { numRuns: runs(1_000) },
  );
});
