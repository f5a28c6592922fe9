import { expect, test } from 'vitest';
import { blend } from '../../../../src/artifacts/blend/blend.ts';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact, Edit } from '../../../../src/artifacts/engine.ts';
import { loadArtifact } from '../../../../src/artifacts/load.ts';
import { avro } from '../../../../src/artifacts/schema/avro/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';

function artifact(value: unknown): Artifact {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return { path: 'flight.avsc', kind: 'schema', files: new Map([['flight.avsc', text]]) };
}

function flight(...fields: unknown[]) {
  return { type: 'record', name: 'Flight', namespace: 'com.acme', fields };
}

async function outcomes(base: unknown, head: unknown, ...documents: unknown[]): Promise<unknown[]> {
  const stage = await avro.compile(artifact(head), { recordedUnder: artifact(base) });
  return [...(await stage.run(documents))];
}

const delay = { name: 'delay', type: 'int' };
const tier = { type: 'enum', name: 'Tier', symbols: ['BASIC', 'GOLD'] };

/** The rules of https://avro.apache.org/docs/1.12.0/specification/#schema-resolution, told by hand. */
const CHANGES: readonly [string, unknown, unknown, Partial<Edit>, string, string][] = [
  ...field(
    'a field without a default',
    [delay],
    [delay, { name: 'at', type: 'long' }],
    'field-added',
    'breaking',
    'x',
    '',
  ),
  ...field(
    'a field with a default',
    [delay],
    [delay, { name: 'at', type: 'long', default: 0 }],
    'field-added',
    'safe',
    '',
    '',
  ),
  ...field('a field less', [delay, { name: 'at', type: 'long' }], [delay], 'field-removed', 'risky', '', 'x'),
  ...field(
    'a field less that had a default',
    [delay, { name: 'at', type: 'long', default: 0 }],
    [delay],
    'field-removed',
    'risky',
    '',
    '',
  ),
  ...field('a rename', [delay], [{ name: 'late', type: 'int', aliases: ['delay'] }], 'field-renamed', 'risky', '', 'x'),
  ...typed('int to long', 'int', 'long', 'type-promoted', 'risky', '', 'x'),
  ...typed('double to float', 'double', 'float', 'type-narrowed', 'breaking', 'x', ''),
  ...typed('text to number', 'string', 'int', 'type-changed', 'breaking', 'x', 'x'),
  ...typed('text to bytes', 'string', 'bytes', 'type-changed', 'risky', '', ''),
  ...typed('a nullable one', 'string', ['null', 'string'], 'branch-added', 'risky', '', 'x'),
  ...typed('no longer nullable', ['null', 'string'], 'string', 'branch-removed', 'breaking', 'x', ''),
  ...typed('int to long in a union', ['null', 'int'], ['null', 'long'], 'type-promoted', 'risky', '', 'x'),
  ...typed('a branch that another reads', ['long', 'int'], ['long'], 'branch-removed', 'safe', '', ''),
  ...typed('a symbol more', tier, { ...tier, symbols: ['BASIC', 'GOLD', 'BLACK'] }, 'symbol-added', 'risky', '', 'x'),
  ...typed('a symbol less', tier, { ...tier, symbols: ['BASIC'] }, 'symbol-removed', 'breaking', 'x', ''),
  ...typed(
    'a symbol less, with a default',
    { ...tier, default: 'BASIC' },
    { ...tier, symbols: ['BASIC'], default: 'BASIC' },
    'symbol-removed',
    'risky',
    '',
    '',
  ),
  ...typed(
    'a longer fixed',
    { type: 'fixed', name: 'Id', size: 8 },
    { type: 'fixed', name: 'Id', size: 16 },
    'size-changed',
    'breaking',
    'x',
    'x',
  ),
  ...typed(
    'milliseconds to microseconds',
    { type: 'long', logicalType: 'timestamp-millis' },
    { type: 'long', logicalType: 'timestamp-micros' },
    'logical-type-changed',
    'risky',
    '',
    '',
  ),
  ...typed(
    'cents to tenths',
    { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 },
    { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 1 },
    'logical-type-changed',
    'risky',
    '',
    '',
  ),
  ...typed(
    'items',
    { type: 'array', items: 'int' },
    { type: 'array', items: 'string' },
    'type-changed',
    'breaking',
    'x',
    'x',
  ),
  ...typed(
    'values',
    { type: 'map', values: 'long' },
    { type: 'map', values: 'int' },
    'type-narrowed',
    'breaking',
    'x',
    '',
  ),
  [
    'another name',
    flight(delay),
    { ...flight(delay), name: 'Trip' },
    { change: 'type-renamed', compatibility: 'breaking' },
    'x',
    'x',
  ],
  [
    'another name with an alias',
    flight(delay),
    { ...flight(delay), name: 'Trip', aliases: ['Flight'] },
    { change: 'type-renamed', compatibility: 'risky' },
    '',
    'x',
  ],
  [
    'another namespace',
    flight(delay),
    { ...flight(delay), namespace: 'org' },
    { change: 'namespace-changed', compatibility: 'risky' },
    '',
    '',
  ],
  ...field(
    'another default',
    [{ ...delay, default: 0 }],
    [{ ...delay, default: 1 }],
    'default-changed',
    'risky',
    '',
    '',
  ),
  ...field('no default', [{ ...delay, default: 0 }], [delay], 'default-removed', 'risky', '', ''),
  ...field('an alias', [delay], [{ ...delay, aliases: ['late'] }], 'alias-added', 'safe', '', ''),
];

function field(
  what: string,
  base: unknown[],
  head: unknown[],
  change: string,
  compatibility: Edit['compatibility'],
  back: string,
  forth: string,
): [string, unknown, unknown, Partial<Edit>, string, string][] {
  return [[what, flight(...base), flight(...head), { change, compatibility }, back, forth]];
}

function typed(
  what: string,
  base: unknown,
  head: unknown,
  change: string,
  compatibility: Edit['compatibility'],
  back: string,
  forth: string,
) {
  return field(what, [{ name: 'x', type: base }], [{ name: 'x', type: head }], change, compatibility, back, forth);
}

test.each(CHANGES)('%s is one edit with its directions', (_, base, head, edit, back, forth) => {
  const edits = avro.diff(artifact(base), artifact(head));

  expect(edits).toEqual([expect.objectContaining(edit)]);
  expect(directionsOf(edits)).toMatchObject({
    backward: back ? 'incompatible' : 'compatible',
    forward: forth ? 'incompatible' : 'compatible',
  });
});

test('a type that is named in many places is told of once, where it is defined', () => {
  const leg = (type: string) => ({ type: 'record', name: 'Leg', fields: [{ name: 'km', type }] });
  const trip = (type: string) => flight({ name: 'first', type: leg(type) }, { name: 'last', type: 'com.acme.Leg' });

  const edits = avro.diff(artifact(trip('float')), artifact(trip('double')));

  expect(edits).toMatchObject([
    { pointer: '/fields/0/type/fields/0/type', message: 'Leg.km: float became double', lines: [14, 14] },
  ]);
});

test('an enum of base that holds no symbol twice, nested in itself, is compared in the end', () => {
  const node = (type: string) => flight({ name: 'v', type }, { name: 'next', type: ['null', 'Flight'], default: null });

  expect(avro.diff(artifact(node('int')), artifact(node('long')))).toMatchObject([{ change: 'type-promoted' }]);
});

test('recorded messages become what head’s producer would send', async () => {
  const base = flight(
    delay,
    { name: 'gate', type: 'string' },
    { name: 'note', type: ['null', 'string'], default: null },
  );
  const head = flight(
    { name: 'late', type: 'long', aliases: ['delay'] },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'currency', type: 'string', default: 'EUR' },
  );

  expect(await outcomes(base, head, { delay: 3, gate: 'A1', note: 'x' }, { delay: 3, gate: 'A1' })).toEqual([
    { outcome: 'ok', value: { late: 3, note: 'x', currency: 'EUR' } },
    { outcome: 'ok', value: { late: 3, note: null, currency: 'EUR' } },
  ]);
});

test('what head requires and base had not is unreplayable; what is of another type is rejected, and no reason holds a value', async () => {
  const base = flight(delay, {
    name: 'legs',
    type: { type: 'array', items: { type: 'record', name: 'Leg', fields: [] } },
  });
  const leg = { type: 'record', name: 'Leg', fields: [{ name: 'km', type: 'double' }] };
  const head = flight(delay, { name: 'legs', type: { type: 'array', items: leg } });

  expect(await outcomes(base, head, { delay: 1, legs: [{}] }, { delay: 'secret', legs: [] }, { legs: [] }, [])).toEqual(
    [
      { outcome: 'unreplayable', reason: 'head requires /legs/*/km; the recording has no such field' },
      { outcome: 'rejected', reason: '/delay must be int' },
      { outcome: 'rejected', reason: '/delay is missing and has no default' },
      { outcome: 'rejected', reason: 'the document must be a record Flight' },
    ],
  );
});

test('a symbol that head does not know is its default, unless another branch knows it', async () => {
  const known = { ...tier, symbols: ['BASIC'], default: 'BASIC' };
  const base = flight({ name: 'tier', type: tier }, { name: 'any', type: 'string' });
  const head = flight({ name: 'tier', type: known }, { name: 'any', type: ['Tier', 'string'] });

  expect(await outcomes(base, head, { tier: 'GOLD', any: 'GOLD' })).toEqual([
    { outcome: 'ok', value: { tier: 'BASIC', any: 'GOLD' } },
  ]);
});

test('integers are exact, and dates and decimals may be written for people', async () => {
  const schema = flight(
    { name: 'id', type: 'long' },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'fare', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
  );
  const ok = { id: 2n ** 63n - 1n, at: '2026-01-01T00:00:00Z', fare: 12.5 };

  expect(
    await outcomes(schema, schema, ok, { ...ok, id: 2n ** 63n }, { ...ok, id: 1.5 }, { ...ok, at: 'soon' }),
  ).toEqual([
    { outcome: 'ok', value: ok },
    { outcome: 'rejected', reason: '/id must be long' },
    { outcome: 'rejected', reason: '/id must be long' },
    { outcome: 'rejected', reason: '/at must be long (timestamp-millis)' },
  ]);
});

test('what was a double is sent as the nearest float, as Float32Array has it; what none can hold is rejected', async () => {
  const type = (name: string) => flight({ name: 'a', type: ['null', { type: 'array', items: name }] });
  const values = [0.1, -2.5, 16777217, 1e-46, 3.4028235e38, 0.1 + 0.2];
  const sent = [...new Float32Array(values)];

  expect(await outcomes(type('double'), type('float'), { a: values }, { a: null }, { a: [3.5e38] })).toEqual([
    { outcome: 'ok', value: { a: sent } },
    { outcome: 'ok', value: { a: null } },
    expect.objectContaining({ outcome: 'rejected' }),
  ]);
  // What is a float at base stays as it was written.
  expect(await outcomes(type('float'), type('float'), { a: [0.1] })).toEqual([{ outcome: 'ok', value: { a: [0.1] } }]);
  expect(await outcomes(type('float'), type('double'), { a: [0.1] })).toEqual([{ outcome: 'ok', value: { a: [0.1] } }]);
});

test.each([
  ['an unknown type', flight({ name: 'a', type: 'strng' }), /flight\.avsc:8:\d+: unknown type com\.acme\.strng/],
  [
    'a default that does not fit',
    flight({ ...delay, default: 'x' }),
    /a default that is no int; found "x", expected int/,
  ],
  ['a name twice', flight({ name: 'a', type: tier }, { name: 'b', type: tier }), /com\.acme\.Tier is defined twice/],
  ['a field twice', flight(delay, delay), /field delay stands twice/],
  ['a union in a union', flight({ name: 'a', type: ['null', ['int']] }), /a union directly in a union/],
  ['two strings in a union', flight({ name: 'a', type: ['string', 'string'] }), /a union that holds string twice/],
  ['no symbols', { type: 'enum', name: 'Tier' }, /an enum without symbols/],
  ['no size', { type: 'fixed', name: 'Id', size: -1 }, /fixed without a size; found -1, expected a number of bytes/],
  [
    'a record without end',
    flight({ name: 'self', type: 'Flight' }),
    /record Flight holds itself, so no value of it ever ends/,
  ],
  ['no schema at all', { swagger: '2.0' }, /a schema without a type/],
  ['a schema nested without end', `${'{"type":'.repeat(20_000)}"int"${'}'.repeat(20_000)}`, /nested too deeply/],
])('%s is an error with its place', async (_, schema, message) => {
  await expect(avro.compile(artifact(schema))).rejects.toThrow(ArtifactError);
  await expect(avro.compile(artifact(schema))).rejects.toThrow(message);
  expect(() => avro.diff(artifact(flight()), artifact(schema))).toThrow(message);
});

test('a schema of 10 MB is compared', () => {
  const fields = Array.from({ length: 10_000 }, (_, index) => ({
    name: `field_${index}`,
    type: ['null', 'string'],
    default: null,
    doc: 'x'.repeat(1000),
  }));
  const [base, head] = [artifact(flight(...fields)), artifact(flight(...fields, delay))];
  expect(String(head.files.get('flight.avsc')).length).toBeGreaterThan(10_000_000);

  expect(avro.diff(base, head)).toMatchObject([{ change: 'field-added' }]);
});

test('types of other files are found by their names, wherever these lie', async () => {
  const files: Readonly<Record<string, string>> = {
    'schemas/com/acme/Flight.avsc': JSON.stringify(flight({ name: 'leg', type: 'com.acme.Leg' })),
    'schemas/com/acme/Leg.avsc': JSON.stringify({
      type: 'record',
      name: 'com.acme.Leg',
      fields: [{ name: 'tier', type: 'Tier' }],
    }),
    'schemas/tiers.avsc': JSON.stringify({ ...tier, namespace: 'com.acme' }),
    'schemas/other.avsc': '{',
  };
  const read = async (path: string) => files[path];
  const from = { read, readBytes: async () => undefined };

  const loaded = await loadArtifact(from, 'schemas/com/acme/Flight.avsc', avro, async () => Object.keys(files));

  expect([...(loaded?.files.keys() ?? [])]).toEqual(Object.keys(files).slice(0, 3));
  const stage = await avro.compile(loaded as Artifact);
  expect(await stage.run([{ leg: { tier: 'GOLD' } }, { leg: { tier: 'LEAD' } }])).toMatchObject([
    { outcome: 'ok' },
    { outcome: 'rejected', reason: '/leg/tier must be a symbol of Tier' },
  ]);
});

test('each edit can be applied without the others', () => {
  const km = { name: 'distance', type: 'double' };
  const gate = { name: 'gate', type: ['null', 'string'], default: null };
  const base = flight(delay, { name: 'tier', type: tier }, gate, km);
  const late = { name: 'late', type: 'long', aliases: ['delay'] };
  const at = { name: 'at', type: 'string', default: '' };
  const head = flight(late, { name: 'tier', type: { ...tier, symbols: ['GOLD'] } }, km, at);
  const taken = blend(avro, artifact(base), artifact(head));
  const only = (change: string): unknown => {
    const chosen = (taken?.edits ?? []).flatMap((edit, index) => (edit.change === change ? [index] : []));
    const [text = ''] = taken?.apply(new Set(chosen)).files.values() ?? [];
    return JSON.parse(String(text)).fields;
  };
  const [first, second] = base.fields;

  expect(taken?.merged).toEqual([]);
  expect(only('field-renamed')).toEqual([{ ...late, type: 'int' }, second, gate, km]);
  expect(only('type-promoted')).toEqual([{ ...delay, type: 'long' }, second, gate, km]);
  expect(only('symbol-removed')).toEqual([first, { name: 'tier', type: { ...tier, symbols: ['GOLD'] } }, gate, km]);
  expect(only('field-removed')).toEqual([first, second, km]);
  expect(only('field-added')).toEqual([first, second, gate, km, at]);
});
