/** What tells two versions apart is made of the schemas alone; other libraries, and the engines themselves, are the judges. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import avsc from 'avsc';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Artifact, Engine, Options } from '../../../src/artifacts/engine.ts';
import { engineFor } from '../../../src/artifacts/registry.ts';
import { facts as inspectorFacts } from './graphql/facts.ts';
import { facts } from './openapi/facts.ts';
import { codecFor } from './protobuf/bufbuild.ts';

type Accepts = (document: unknown) => boolean;

function artifact(text: string, options?: Options): Artifact {
  return { path: 'a', kind: 'schema', files: new Map([['a', text]]), ...(options && { options }) };
}

async function accepting(engine: Engine, text: string, options?: Options): Promise<Accepts> {
  const stage = await engine.compile(artifact(text, options));
  return (document) => {
    const [outcome] = stage.run([document]) as readonly { readonly outcome: string }[];
    return outcome?.outcome === 'ok';
  };
}

/** The first document, of each edit, that one version takes and the other refuses. */
async function witnesses(id: string, texts: readonly [base: string, head: string], options?: Options) {
  const engine = engineFor(id);
  const [base, head] = texts.map((text) => artifact(text, options)) as [Artifact, Artifact];
  const [before, after] = [await accepting(engine, texts[0], options), await accepting(engine, texts[1], options)];
  return engine
    .diff(base, head)
    .filter(({ accepts, rejects }) => accepts || rejects)
    .map((edit) => engine.candidates?.(base, head, edit).find((document) => before(document) !== after(document)));
}

describe('of a table the smallest row', () => {
  test.each([
    ['required', 'a text', 'a text NOT NULL', {}],
    ['length', 'k int NOT NULL, a varchar(3)', 'k int NOT NULL, a varchar(2)', { k: 0, a: 'aaa' }],
    ['a wider number', 'a int', 'a bigint', { a: 2147483648 }],
    ['digits', 'a numeric(6,2)', 'a numeric(4,2)', { a: '100' }],
    ['whole', 'a double precision', 'a int', { a: 0.5 }],
    ['a bound', 'a int', 'a int CHECK (a >= 10)', { a: 0 }],
    ['values', "a text CHECK (a IN ('x', 'y'))", "a text CHECK (a IN ('x'))", { a: 'y' }],
    ['a date', 'a timestamp', 'a date', { a: '2000-01-01T00:00:01' }],
    [
      'what must be there all the time',
      "k text NOT NULL CHECK (k IN ('old')), a int",
      "k text NOT NULL CHECK (k IN ('old')), a int NOT NULL",
      { k: 'old' },
    ],
  ])('that %s decides on', async (_, base, head, row) => {
    expect(await witnesses('sql-ddl', [`CREATE TABLE t (${base});`, `CREATE TABLE t (${head});`])).toEqual([row]);
  });

  test('in a contract with objects and lists in it', async () => {
    const odcs = (least: number) => `apiVersion: v3.1.0
kind: DataContract
id: t
schema:
  - name: t
    properties:
      - name: o
        logicalType: object
        required: true
        properties: [{ name: n, logicalType: array, items: { logicalType: integer, logicalTypeOptions: { minimum: ${least} } } }]
`;
    expect(await witnesses('odcs', [odcs(0), odcs(3)])).toEqual([{ o: { n: [0] } }]);
  });

  test('none of several tables that a file holds, and none for what no single row shows', async () => {
    const two = 'CREATE TABLE t (a int); CREATE TABLE u (a int);';
    expect(
      engineFor('sql-ddl').candidates?.(artifact(two), artifact(two.replace('int', 'bigint')), {} as never),
    ).toEqual([]);
    expect(await witnesses('sql-ddl', ['CREATE TABLE t (a int);', 'CREATE TABLE t (a int UNIQUE);'])).toEqual([]);
  });
});

describe('of Avro the smallest message, as avsc finds, too,', () => {
  const record = (...fields: object[]) => ({ type: 'record', name: 'R', fields });
  const leaf = (type: unknown) =>
    record({ name: 'id', type: 'string' }, { name: 'l', type: { type: 'array', items: type } });
  const rounds = (more: object[]) => record({ name: 'next', type: ['null', 'R'], default: null }, ...more);
  test.each<[string, object, object, unknown]>([
    ['a field without a default', record(), record({ name: 'a', type: 'int' }), {}],
    ['a narrower number', record({ name: 'a', type: 'double' }), record({ name: 'a', type: 'int' }), { a: 0.5 }],
    [
      'a symbol',
      leaf({ type: 'enum', name: 'E', symbols: ['X', 'Y'] }),
      leaf({ type: 'enum', name: 'E', symbols: ['X'] }),
      { id: '', l: ['Y'] },
    ],
    ['a branch', record({ name: 'a', type: ['null', 'int'] }), record({ name: 'a', type: ['int'] }), { a: null }],
    [
      'a size',
      record({ name: 'a', type: { type: 'fixed', name: 'F', size: 3 } }),
      record({ name: 'a', type: { type: 'fixed', name: 'F', size: 2 } }),
      undefined,
    ],
    ['in a type that holds itself', rounds([]), rounds([{ name: 'a', type: 'boolean' }]), {}],
  ])('that %s decides on', async (what, base, head, message) => {
    const [witness] = await witnesses('avro', [JSON.stringify(base), JSON.stringify(head)]);

    if (message === undefined) return expect(witness).toBeDefined();
    expect(witness).toEqual(message);
    const valid = [base, head].map((schema) => avsc.Type.forSchema(schema as avsc.Schema).isValid(message));
    expect(valid[0], what).not.toBe(valid[1]);
  });
});

test('of Protobuf the smallest message as JSON, as @bufbuild/protobuf finds, too', async () => {
  const file = (...bodies: string[]) =>
    `syntax = "proto3"; package a; enum E { NONE = 0; ${bodies[0]} } ${bodies
      .slice(1)
      .map((body, index) => `message M${index} { ${body} }`)
      .join(' ')}`;
  const base = file(
    'ONE = 1;',
    'int64 n = 1;',
    'string a = 1; M0 m = 2;',
    'oneof o { int32 x = 1; } int32 y = 2;',
    'repeated E e = 1;',
  );
  const head = file(
    '',
    'int32 n = 1;',
    'string b = 1; M0 m = 2;',
    'oneof o { int32 x = 1; int32 y = 2; }',
    'repeated E e = 1;',
  );
  const wanted = [{ n: 2147483648 }, { a: '' }, { x: 0, y: 0 }, { e: ['ONE'] }];
  for (const [index, message] of wanted.entries()) {
    const options = { message: `a.M${index}` };
    const found = await witnesses('protobuf', [base, head], options);
    expect(found).toContainEqual(message);
    const [before, after] = [base, head].map((text) => codecFor(text, options.message).accepts(message));
    expect([before, after]).toEqual([true, false]);
  }
});

test('of a renumbered field of Protobuf the smallest binary, which @bufbuild/protobuf reads otherwise', async () => {
  const proto = (first: number, inner: number) =>
    `syntax = "proto3"; package a; message M { int32 a = ${first}; N n = 4; } message N { string b = ${inner}; }`;
  const options = { message: 'a.M' };
  for (const [first, inner] of [
    [2, 1],
    [1, 3],
  ] as const) {
    const texts = [proto(1, 1), proto(first, inner)] as const;
    const [witness] = await witnesses('protobuf', texts, options);
    const [before, after] = texts.map((text) =>
      codecFor(text, options.message).decode(Buffer.from(String(witness), 'base64')),
    );
    expect(before).not.toEqual(after);
  }
});

describe('of GraphQL the smallest operation, as graphql-js finds, too,', () => {
  /** With fields that answer, or are given, what the schema defines. */
  const whole = (text: string): string => {
    if (/type Query|schema\s*(@\w+)?\s*\{/.test(text)) return text;
    const named = (kinds: string) =>
      [...text.matchAll(new RegExp(`(?:^|[\\s}])(?:${kinds}) (\\w+)`, 'g'))]
        .map(([, name = '']) => name)
        .filter((name) => name !== 'Mutation');
    const fields = [
      ...named('type|interface|union').map((name) => `get${name}: ${name}`),
      ...named('input|enum|scalar').map((name) => `give${name}(one: ${name}): Int`),
    ];
    return `${text} type Query { q: Int ${fields.join(' ')} }`;
  };
  const takes = (schema: string, query: string) => validate(buildSchema(schema), parse(query)).length === 0;

  test('that shows it, for all but what is only answered', async () => {
    const unseen = new Set<string>();
    let found = 0;
    for (const [what, base, head] of inspectorFacts.map(([one, ...texts]) => [one, ...texts.map(whole)] as const)) {
      if (base === undefined || head === undefined) continue;
      for (const witness of await witnesses('graphql', [base, head])) {
        const query = String((witness as { query?: string } | undefined)?.query);
        if (witness === undefined) unseen.add(what);
        else expect(takes(base, query), query).not.toBe(takes(head, query));
        found += witness === undefined ? 0 : 1;
      }
    }
    expect(found).toBeGreaterThan(40);
    expect([...unseen].sort()).toEqual([
      'a directive has one location less',
      'a directive has one more location',
      'a field has another type',
      'a field is never null now',
      'a field may be null now',
      'a field of an interface is never null now',
      'a field of an interface may be null now',
      'another type is asked',
    ]);
  });

  test('through interfaces, lists and inputs that hold each other, at the place that weir.yml names', async () => {
    const schema = (tier: string) => `
      type Mutation { book(order: Order!, note: String): Booking }
      type Query { me: Node }
      interface Node { id: ID! }
      type Booking implements Node { id: ID! }
      type User implements Node { id: ID! bookings(first: Int!, states: [State!]): [Booking!]! }
      input Order { seats: [Seat!]!, next: Order }
      input Seat { row: Int!, tier: Tier }
      enum Tier { ${tier} }
      enum State { OPEN CLOSED }
    `;
    const options = { query: '/body/query' };
    const texts = [schema('PLAIN GOLD'), schema('PLAIN')] as const;
    expect(await witnesses('graphql', texts, options)).toEqual([
      { body: { query: 'mutation { book(order: {seats: [{row: 0, tier: GOLD}]}) { __typename } }' } },
    ]);
    const closed = [schema('A'), schema('A').replace(' CLOSED', '')] as const;
    expect(await witnesses('graphql', closed)).toEqual([
      { query: '{ me { ... on User { bookings(first: 0, states: [CLOSED]) { __typename } } } }' },
    ]);
  });
});

describe('of HTTP the smallest call', () => {
  test('that shows it, for nearly all that may be refused', async () => {
    let [found, asked] = [0, 0];
    for (const [, base, head] of facts) {
      const all = await witnesses('openapi', [base, head]).catch(() => []);
      asked += all.length;
      found += all.filter((one) => one !== undefined).length;
    }
    // No call is refused for what is new and optional, for a body that nothing asks for, or for a parameter that the path has.
    expect(asked - found).toBe(5);
    expect(found).toBeGreaterThan(70);
  });

  test('by what ajv says of the body, beside all else that the operation requires', async () => {
    const tier = (values: readonly string[]) => ({
      type: 'object',
      required: ['tier'],
      properties: { tier: { enum: values } },
    });
    const api = (values: readonly string[]) =>
      JSON.stringify({
        ...{ openapi: '3.1.0', info: { title: 't', version: '1' }, components: { schemas: { Quote: tier(values) } } },
        paths: {
          '/quotes/{id}': {
            post: {
              parameters: [
                { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 5 } },
                { name: 'lang', in: 'query', required: true, schema: { enum: ['de'] } },
              ],
              requestBody: {
                required: true,
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Quote' } } },
              },
              responses: { 200: { description: 'done' } },
            },
          },
        },
      });
    const [call] = await witnesses('openapi', [api(['plain', 'gold']), api(['plain'])]);
    expect(call).toEqual({
      ...{ method: 'POST', path: '/quotes/5', query: { lang: 'de' } },
      ...{ headers: { 'content-type': 'application/json' }, body: { tier: 'gold' } },
    });
    const ajv = new Ajv2020();
    expect(ajv.validate(tier(['plain', 'gold']), { tier: 'gold' })).toBe(true);
    expect(ajv.validate(tier(['plain']), { tier: 'gold' })).toBe(false);
  });
});
