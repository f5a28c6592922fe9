/** What is told of a pair of schemas, of each type by itself and within a record, is what Avro says, and avsc. */
import avsc from 'avsc';
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { avro } from '../../../../src/artifacts/schema/avro/index.ts';
import { composites, primitives } from './facts.ts';

const artifact = (schema: unknown): Artifact => ({
  ...{ path: 'a.avsc', kind: 'schema' },
  files: new Map([['a.avsc', JSON.stringify(schema)]]),
});
const within = (type: unknown) => ({ type: 'record', name: 'Message', fields: [{ name: 'value', type }] });

function resolves(reader: unknown, writer: unknown): boolean {
  const [read, written] = [reader, writer].map((schema) =>
    avsc.Type.forSchema(schema as avsc.Schema, { wrapUnions: true }),
  );
  try {
    read?.createResolver(written as avsc.Type);
    return true;
  } catch {
    return false;
  }
}

test('there are at least sixty of types that hold others, and every pair of the others', () => {
  expect(composites.length).toBeGreaterThanOrEqual(60);
  expect(primitives.length).toBe(8 * 7);
});

test.each([...primitives, ...composites])('%s', (_, reader, writer, reads) => {
  const backward = reads ? 'compatible' : 'incompatible';
  for (const around of [(type: unknown) => type, within]) {
    const [base, head] = [around(writer), around(reader)];
    expect(directionsOf(avro.diff(artifact(base), artifact(head)))).toMatchObject({ backward });
    expect(directionsOf(avro.diff(artifact(head), artifact(base)))).toMatchObject({ forward: backward });
  }
  expect(resolves(within(reader), within(writer))).toBe(reads);
});
