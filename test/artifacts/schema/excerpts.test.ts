/** What holds of small documents by an excerpt of a schema holds by the whole of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Artifact, Edit, Engine, Options } from '../../../src/artifacts/engine.ts';
import { engineFor } from '../../../src/artifacts/registry.ts';
import { ArtifactError } from '../../../src/errors.ts';
import { runs } from '../../runs.ts';
import { facts as graphqlFacts } from './graphql/facts.ts';
import { facts as openapiFacts } from './openapi/facts.ts';
import { inPackage } from './protobuf/packages.ts';
import { pair } from './protobuf/random.ts';

function artifact(text: string, options?: Options): Artifact {
  return { path: 'a', kind: 'schema', files: new Map([['a', text]]), ...(options && { options }) };
}

const textOf = ({ files }: Artifact) => String([...files.values()][0]);
const ANY = {} as Edit;

async function outcomes(engine: Engine, version: Artifact, documents: readonly unknown[]): Promise<unknown[]> {
  const stage = await engine.compile(version);
  return (await stage.run(documents)).map(({ outcome }) => outcome);
}

const AROUND = `
message Root { M m = 1; Extra one = 2; map<string, Extra> many = 3; Third third = 4; oneof o { Fourth fourth = 5; } }
message Extra { Third third = 1; }
message Third { int32 n = 1; }
message Fourth { M m = 1; }
`;

test('of random Protobuf schemas, among messages that do not change', async () => {
  const protobuf = engineFor('protobuf');
  let compared = 0;
  let told = 0;
  for (const [before, after] of fc.sample(pair, { numRuns: runs(150), seed: Number(process.env.PROPERTY_SEED ?? 5) })) {
    const whole = [before, after].map((text) => artifact(inPackage(text + AROUND, 0), { message: 'p0.Root' }));
    const [base, head] = whole as [Artifact, Artifact];
    try {
      if (protobuf.diff(base, head).length === 0) continue;
      const [cut] = protobuf.excerpts?.(base, head) ?? [];
      if (!cut) throw new Error('no excerpt');
      const documents = protobuf.candidates?.(...cut, ANY) ?? [];
      const [was, is] = [await outcomes(protobuf, base, documents), await outcomes(protobuf, head, documents)];
      expect(await outcomes(protobuf, cut[0], documents), textOf(cut[0])).toEqual(was);
      expect(await outcomes(protobuf, cut[1], documents), textOf(cut[1])).toEqual(is);
      if (!textOf(cut[0]).includes('message Extra')) compared += 1;
      told += was.some((outcome, index) => outcome !== is[index]) ? 1 : 0;
    } catch (error) {
      // Head may be no schema at all.
      if (!(error instanceof ArtifactError)) throw error;
    }
  }
  expect(compared).toBeGreaterThan(runs(60));
  expect(told).toBeGreaterThan(runs(40));
});

/** With fields that lead to each of its types, and to others that nothing else has to do with. */
function withRoots(text: string, names: readonly (readonly [kind: string, name: string])[]): string {
  if (/\b(?:Query|schema)\b/.test(text)) return text;
  const fields = names.map(([kind, name], index) =>
    ['input', 'enum', 'scalar'].includes(kind) ? `f${index}(x: ${name}): Int` : `f${index}: ${name}`,
  );
  return `${text} type Query { ${fields.join(' ')} aside: Aside } type Aside { n: Int beside: [Beside] } union Beside = Aside`;
}

/** With its bodies as components, beside a path that has nothing to do with them. */
function withComponents(text: string): string {
  const whole = JSON.parse(text);
  const schemas: Record<string, unknown> = { Aside: { items: { $ref: '#/components/schemas/Beside' } }, Beside: {} };
  const named = JSON.stringify(whole.paths, (key, value: unknown) => {
    const schema =
      key === 'application/json' && typeof value === 'object' ? Reflect.get(value ?? {}, 'schema') : undefined;
    if (schema === undefined) return value;
    const name = `Body${Object.keys(schemas).length}`;
    schemas[name] = schema;
    schemas[`${name}_`] = { allOf: [{ $ref: `#/components/schemas/${name}` }] };
    return { ...(value as object), schema: { $ref: `#/components/schemas/${name}_` } };
  });
  const aside = {
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Aside' } } },
    description: '',
  };
  const paths = { ...JSON.parse(named), '/aside': { get: { responses: { 200: aside } } } };
  const { components = {} } = whole;
  return JSON.stringify({
    ...whole,
    paths,
    components: { ...components, schemas: { ...schemas, ...components.schemas } },
  });
}

const texts = (what: string, before: string, after: string) => {
  const named = [before, after].map((text) => [...text.matchAll(/\b(type|interface|union|input|enum|scalar) (\w+)/g)]);
  const names = (named[0] ?? []).flatMap(([, kind = '', name = '']): [string, string][] =>
    named[1]?.some((one) => one[1] === kind && one[2] === name) ? [[kind, name]] : [],
  );
  return [what, withRoots(before, names), withRoots(after, names)] as const;
};

test.each([
  ['graphql', graphqlFacts.map(([what, before, after]) => texts(what, before, after)), 'Aside'],
  [
    'openapi',
    openapiFacts.map(([what, ...[before, after]]) => [what, withComponents(before), withComponents(after)] as const),
    '/aside',
  ],
] as const)('of pairs in %s', async (id, pairs, around) => {
  const engine = engineFor(id);
  let cut = 0;
  let told = 0;
  for (const [what, before, after] of pairs) {
    const [base, head] = [artifact(before), artifact(after)];
    for (const edit of engine.diff(base, head)) {
      const [pieces] = engine.excerpts?.(base, head) ?? [];
      if (!pieces) throw new Error('no excerpt');
      const documents = engine.candidates?.(...pieces, edit) ?? [];
      try {
        const [was, is] = [await outcomes(engine, base, documents), await outcomes(engine, head, documents)];
        expect(await outcomes(engine, pieces[0], documents), `${what}: ${textOf(pieces[0])}`).toEqual(was);
        expect(await outcomes(engine, pieces[1], documents), `${what}: ${textOf(pieces[1])}`).toEqual(is);
        cut += textOf(base).includes(around) && !textOf(pieces[0]).includes(around) ? 1 : 0;
        told += was.some((outcome, index) => outcome !== is[index]) ? 1 : 0;
      } catch (error) {
        // Some are no schemas by themselves.
        if (!(error instanceof ArtifactError)) throw error;
      }
    }
  }
  expect(cut).toBeGreaterThan(30);
  expect(told).toBeGreaterThan(20);
});

const SQL = (least: number) => `
CREATE TYPE tier AS ENUM ('a', 'b');
CREATE TABLE s.one (k int NOT NULL, x tier, y numeric(4, 2) CHECK (y >= ${least}));
CREATE TABLE s.two (k int, z text);
ALTER TABLE s.one ADD CONSTRAINT c CHECK (k > 0);
`;
const ODCS = (least: number) => `
apiVersion: v3.1.0
kind: DataContract
id: t
schema:
  # The first.
  - name: two
    properties: [{ name: z, logicalType: string }]

  - name: one
    properties:
      - { name: k, logicalType: integer, required: true }
      - { name: y, logicalType: number, logicalTypeOptions: { minimum: ${least} } }
`;
const DBT = (least: number) => `
version: 2
sources:
  - name: raw
    tables: [{ name: two, columns: [{ name: z, data_type: text }] }]
models:
  - name: two
    columns: [{ name: z, data_type: text }]
  - name: one
    columns:
      - { name: k, data_type: int, constraints: [{ type: not_null }] }
      - name: y
        data_type: numeric
        constraints: [{ type: check, expression: "y >= ${least}" }]
`;

test.each([
  ['sql-ddl', SQL, { table: 's.one' }],
  ['odcs', ODCS, { object: 'one' }],
  ['dbt', DBT, { table: 'one' }],
] as const)('of %s, of one of its tables', async (id, write, options) => {
  const engine = engineFor(id);
  const [base, head] = [artifact(write(0)), artifact(write(5))];

  const [cut, another] = engine.excerpts?.(base, head) ?? [];

  if (!cut) throw new Error('no excerpt');
  expect(another).toBeUndefined();
  expect(textOf(cut[0])).not.toContain('two');
  expect(engine.diff(...cut).map(({ message }) => message)).toEqual(
    engine.diff(base, head).map(({ message }) => message),
  );
  const documents = engine.candidates?.(...cut, ANY) ?? [];
  const found = [await outcomes(engine, cut[0], documents), await outcomes(engine, cut[1], documents)];
  expect(found).toEqual([
    await outcomes(engine, artifact(write(0), options), documents),
    await outcomes(engine, artifact(write(5), options), documents),
  ]);
  expect(found[0]).not.toEqual(found[1]);
});

test('tables that share a line are left alone', () => {
  const write = (type: string) => `apiVersion: v3.1.0
kind: DataContract
schema: [{ name: a, properties: [{ name: x, logicalType: ${type} }] }, { name: b, properties: [] }]
`;
  expect(engineFor('odcs').excerpts?.(artifact(write('string')), artifact(write('integer')))).toEqual([]);
});
