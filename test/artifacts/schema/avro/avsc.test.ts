/** Held to avsc, which resolves schemas for most who read Avro in JavaScript. */
import avsc from 'avsc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { avro } from '../../../../src/artifacts/schema/avro/index.ts';
import { openAvro } from '../../../../src/artifacts/schema/avro/read.ts';
import { runs } from '../../../runs.ts';
import { pair, schema } from './schemas.ts';

function artifact(value: unknown): Artifact {
  return { path: 'flight.avsc', kind: 'schema', files: new Map([['flight.avsc', JSON.stringify(value, null, 1)]]) };
}

/** Wrapped unions, of which avsc takes any. */
function typeOf(value: unknown): avsc.Type {
  return avsc.Type.forSchema(value as avsc.Schema, { wrapUnions: true });
}

/** Undefined where a field and its alias both lead to one of the writer's, which Avro leaves open and avsc refuses. */
function reads(reader: unknown, writer: unknown): 'compatible' | 'incompatible' | undefined {
  try {
    typeOf(reader).createResolver(typeOf(writer));
    return 'compatible';
  } catch (error) {
    return String(error).includes('ambiguous aliasing') ? undefined : 'incompatible';
  }
}

test.each([
  ['any two schemas', fc.tuple(schema(), schema()), 200, 2],
  ['two that have most in common', pair(), 500, 4],
] as const)('the directions of a diff of %s are what avsc resolves', (_, pairs, numRuns, outcomes) => {
  const met = new Set<string>();
  fc.assert(
    fc.property(pairs, ([base, head]) => {
      const [backward, forward] = [reads(head, base), reads(base, head)];
      fc.pre(backward !== undefined && forward !== undefined);
      met.add(`${backward} ${forward}`);
      expect(directionsOf(avro.diff(artifact(base), artifact(head)))).toMatchObject({ backward, forward });
    }),
    { numRuns: runs(numRuns) },
  );
  expect(met.size).toBe(outcomes);
});

test('what head makes of messages of base is what avsc resolves them to', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(pair(), async ([base, head]) => {
      // Bytes that are no text are read as some text.
      fc.pre(reads(head, base) === 'compatible' && !JSON.stringify(base).includes('"bytes"'));
      const [writer, reader] = [typeOf(base), typeOf(head)];
      const resolver = reader.createResolver(writer);
      const messages = Array.from({ length: 5 }, () => writer.fromBuffer(writer.toBuffer(writer.random())));
      const stage = await avro.compile(artifact(head), { recordedUnder: artifact(base) });
      const resolved = messages.map((message) => reader.fromBuffer(writer.toBuffer(message), resolver));
      const wanted = resolved.map((message) => ({ outcome: 'ok', value: plain(message) }));

      expect(await stage.run(messages.map(plain))).toEqual(wanted);
      compared += messages.length;
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(300);
});

/** As JSON without the names of branches. */
function plain(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('latin1');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('unwrap' in value && typeof value.unwrap === 'function') return plain(value.unwrap());
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

test('every random schema is one to both, and takes what avsc makes up for it', async () => {
  await fc.assert(
    fc.asyncProperty(schema(), async (value) => {
      expect(openAvro(artifact(value)).mistakes).toEqual([]);
      const type = typeOf(value);
      const stage = await avro.compile(artifact(value));
      const message = type.random();
      // Avro's own JSON, in which a union's value has the name of its branch.
      const written: unknown = JSON.parse(type.toString(message));
      expect(await stage.run([plain(message), written])).toMatchObject([{ outcome: 'ok' }, { outcome: 'ok' }]);
    }),
    { numRuns: 300 },
  );
});
