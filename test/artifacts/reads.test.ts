/** Stages say what they read of a document: of one in which all else is different, each gives the same. */
import { describe, expect, it, test } from 'vitest';
import type { Outcome, Stage } from '../../src/artifacts/engine.ts';
import { avro } from '../../src/artifacts/schema/avro/index.ts';
import { sqlDdl } from '../../src/artifacts/schema/sql-ddl/index.ts';
import type { Wanted } from '../../src/recordings/screen/wanted.ts';
import { bounded } from '../../src/replay/stage.ts';
import { seededRandom } from '../random.ts';
import { anything, changing } from '../replay/other-fields.ts';
import { runs } from '../runs.ts';
import { artifactOf } from './artifact.ts';
import { LANGUAGES, type Told } from './languages-read.ts';

/** Names in the artifacts, and such as mean something to a library. */
const NAMES = [
  ...['a', 'b', 'c', 'a.b', 'b.c', 'a.b.c', 'x', 'y', 'v', 'params', 'targetingKey', 'length', 'size', 'first', ''],
  ...[
    '__proto__',
    'constructor',
    'tupleStream',
    'outerWrapper',
    '_jsonata_function',
    '$typeName',
    'namespace',
    '0',
    '@',
  ],
];

const flag = (targeting: object): object => ({
  state: 'ENABLED',
  variants: { x: 'x', y: 'y' },
  defaultVariant: 'x',
  targeting: { if: [targeting, 'x', 'y'] },
});

/** That give the same for every document. Of others, documents of which all are answered alike would tell nothing. */
const CONSTANT: ReadonlySet<string> = new Set(['{{.}}', '$length()']);

async function compile({ engine, path, options }: Told, text: string): Promise<Stage> {
  const stage = await engine.compile({
    ...{ path, kind: engine.kind, files: new Map([[path, text]]) },
    ...(options && { options }),
    ...(engine.id === 'flagd' && { pointer: '/flags/f' }),
  });
  return bounded(stage);
}

/** Mostly of few names and few values, so that artifacts find what they look for. */
function documentOf(random: () => number): object {
  const oneOf = (values: readonly unknown[]): unknown => values[Math.floor(random() * values.length)];
  const deep = (levels: number): unknown => {
    const kind = random();
    if (kind < 0.06) return anything(random, NAMES);
    if (kind < 0.4 || levels === 0) return oneOf([1, 1, 1, 200, 'b', 'b', 'JFK', true, false, null]);
    if (kind < 0.5) return Array.from({ length: Math.floor(random() * 4) }, () => deep(levels - 1));
    return members(levels - 1, 0.75, 0.08);
  };
  const members = (levels: number, often: number, seldom: number): object =>
    Object.fromEntries(
      NAMES.filter((_, at) => random() < (at < 3 ? often : seldom)).map((name) => [name, deep(levels)]),
    );
  return members(2, 0.85, 0.25);
}

async function outcomeOf(stage: Stage, document: unknown): Promise<Outcome | undefined> {
  return (await stage.run([document], {}))[0];
}

describe.each(Object.entries(LANGUAGES))('%s', (_name, language) => {
  const { told } = language;

  it.each(told)('does not see more than it says: %s', async (text) => {
    const stage = await compile(language, text);
    const wanted: Wanted[] = [{ path: [], sees: 'type' }];
    for (const path of stage.reads ?? expect.fail('it may read anything')) wanted.push({ path, sees: 'value' });
    const different = new Set<string>();
    for (let seed = 0; seed < runs(120); seed += 1) {
      const random = seededRandom(seed);
      const document = documentOf(random);
      const other = changing(wanted, random, NAMES)(document);
      const outcome = await outcomeOf(stage, structuredClone(document));
      expect(await outcomeOf(stage, other), `seed ${seed}: ${JSON.stringify([document, other])}`).toEqual(outcome);
      different.add(JSON.stringify(outcome));
    }
    if (!CONSTANT.has(text) && runs(120) === 120) expect(different.size).toBeGreaterThan(1);
  });
});

const unknown = Object.entries(LANGUAGES).flatMap(([name, language]) =>
  language.anything.map((text) => [name, text, language] as const),
);

test.each(unknown)('%s may read anything: %s', async (_name, text, language) => {
  expect((await compile(language, text)).reads).toBeUndefined();
});

test('schemas whose members no list of names holds may read anything', async () => {
  const record = { type: 'record', name: 'r', fields: [{ name: 'a', type: 'long', aliases: ['b'] }] };
  expect((await avro.compile(artifactOf(avro, record))).reads).toEqual([['a'], ['b']]);
  for (const schema of [{ type: 'map', values: 'long' }, ['null', record]])
    expect((await avro.compile(artifactOf(avro, schema))).reads).toBeUndefined();
  const table = (name: string) => artifactOf(sqlDdl, `CREATE TABLE t (${name} INTEGER);`, 'a.sql');
  expect((await sqlDdl.compile(table('"a"'))).reads).toEqual([['a']]);
  // A row may spell it `A`.
  expect((await sqlDdl.compile(table('a'))).reads).toBeUndefined();
});

// Their other members would be read as well: https://protobuf.dev/reference/protobuf/google.protobuf/#struct
test.each<[keyof typeof LANGUAGES, string, object]>([
  ['cel-bufbuild', 'a.b == 1.0', { a: { $typeName: 'google.protobuf.Struct', fields: {} } }],
  ['jsonata', 'a.{"x": $b}', { a: { tupleStream: true, b: 1, '@': {} } }],
])('%s takes no record for values of its library: %s', async (name, text, document) => {
  const stage = await compile(LANGUAGES[name] ?? expect.fail(), text);
  expect(await outcomeOf(stage, document)).toMatchObject({ outcome: 'unreplayable' });
});

// By hand, by what the names mean: https://jinja.palletsprojects.com/en/stable/templates/#assignments
test.each([
  ['{% for email in emails %}{{ email }}{{ loop.index }}{% endfor %}', ['emails']],
  ['{% for x in a %}{% else %}{{ x }}{% endfor %}', ['a', 'x']],
  ['{% for x in a %}{% endfor %}{{ x }}{{ loop }}', ['a', 'loop', 'x']],
  ['{% for x in x %}{{ x }}{% endfor %}', ['x']],
  ['{% for x, y in a if x > b %}{{ y }}{% endfor %}', ['a', 'b']],
  ['{% set x = a %}{{ x }}', ['a']],
  ['{{ x }}{% set x = a %}', ['a', 'x']],
  ['{% set x = x %}{{ x }}', ['x']],
  ['{% if a %}{% set x = 1 %}{% endif %}{{ x }}', ['a', 'x']],
  ['{% if a %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}{{ x }}', ['a']],
  ['{% for y in a %}{% set x = 1 %}{% endfor %}{{ x }}', ['a', 'x']],
  ['{% macro m(x, y=a) %}{{ x }}{{ y }}{{ b }}{% endmacro %}{{ m(c) }}', ['a', 'b', 'c']],
  ['{% set b = 1 %}{% macro m() %}{{ b }}{% endmacro %}{{ m() }}', ['b']],
  ['{{ m() }}{% macro m() %}{% endmacro %}', ['m']],
  ['{% macro m() %}{% endmacro %}{% call(x) m() %}{{ x }}{{ y }}{% endcall %}', ['y']],
  ['{% set ns = namespace(x=a) %}{% set ns.x = b %}{{ ns.x }}', ['a', 'b', 'namespace']],
])('jinja: %s reads what it has no name of its own for', async (text, names) => {
  const { reads } = await compile(LANGUAGES.jinja ?? expect.fail(), text);
  expect(reads?.map((path) => path.join('/')).sort()).toEqual(names);
});

test.each([
  ['{{#each items as |x i|}}{{x.a}}{{i}}{{/each}}', ['items']],
  ['{{#with a as |x|}}{{x.b}}{{/with}}', ['a']],
  ['{{#with a as |x|}}{{x.b}}{{/with}}{{x}}', ['a', 'x']],
  ['{{#with a as |x|}}{{../x}}{{/with}}', ['a', 'x']],
  ['{{#each a as |x|}}{{#with ../b}}{{x.c}}{{/with}}{{else}}{{x.d}}{{/each}}', ['a', 'b', 'x/d']],
])('handlebars: %s reads what it has no name of its own for', async (text, paths) => {
  const { reads } = await compile(LANGUAGES.handlebars ?? expect.fail(), text);
  expect(reads?.map((path) => path.join('/')).sort()).toEqual(paths);
});

test.each([
  ['{% for x in items %}{{ x.a }}{{ forloop.index }}{% endfor %}', ['items']],
  ['{% for x in x limit: y %}{{ x }}{% else %}{{ x }}{% endfor %}{{ forloop }}', ['forloop', 'x', 'y']],
  ['{{ x }}{% assign x = a %}{{ x }}', ['a', 'x']],
  ['{% assign x = x.b %}{{ x.c }}', ['x/b']],
  ['{% capture x %}{{ a }}{% endcapture %}{{ x }}', ['a']],
  ['{% if a %}{% assign x = 1 %}{% endif %}{{ x }}', ['a', 'x']],
  ['{% if a %}{% assign x = 1 %}{% else %}{% assign x = 2 %}{% endif %}{{ x }}', ['a']],
  ['{% for y in a %}{% assign x = 1 %}{% endfor %}{{ x }}', ['a', 'x']],
  ['{% case a %}{% when b %}{% assign x = 1 %}{% endcase %}{{ x }}', ['a', 'b', 'x']],
  ['{% assign x = 1 %}{% increment x %}{{ x }}', ['x']],
  ['{% assign x = 1 %}{{ a[x] }}', ['a']],
])('liquid: %s reads what it has no name of its own for', async (text, paths) => {
  const { reads } = await compile(LANGUAGES.liquid ?? expect.fail(), text);
  expect(reads?.map((path) => path.join('/')).sort()).toEqual(paths);
});

test.each([
  ['json-logic-js', { map: [{ var: 'legs' }, { '+': [{ var: 'minutes' }, { var: '' }] }] }, ['legs']],
  ['json-logic-js', { reduce: [{ var: 'legs' }, { var: 'current.a' }, { var: 'start' }] }, ['legs', 'start']],
  ['json-logic-js', { and: [{ some: [{ var: 'a' }, { var: 'x' }] }, { var: 'x' }] }, ['a', 'x']],
  [
    'json-logic-js',
    { filter: [{ filter: [{ var: 'a' }, { var: 'x' }] }, { all: [{ var: 'b' }, { var: 'y' }] }] },
    ['a'],
  ],
  ['json-logic-engine', { none: [{ var: 'a' }, { var: 'b.c' }] }, ['a']],
  ['flagd', { flags: { f: flag({ some: [{ var: 'a' }, { var: 'b' }] }) } }, ['__proto__', 'a', 'targetingKey']],
])('%s: %j reads no item of a list but the list', async (name, rule, paths) => {
  const { reads } = await compile(LANGUAGES[name] ?? expect.fail(), JSON.stringify(rule));
  expect(reads?.map((path) => path.join('/')).sort()).toEqual(paths);
});

// The library is given no other variables than those that are found, so one that is not would be undefined.
test.each<[string, string]>([
  ['{{ x | default(b) }}', 'B'],
  ['{{ a | replace("A", b) }}', 'B'],
  ['{{ [a, b] | join(a) }}', 'AAB'],
  ['{{ m[a] }}{{ m.A }}', '11'],
  ['{{ b[0:n] }}', 'B'],
  ['{{ {a: b}[a] }}', 'B'],
  ['{% for x in [1] if b == "B" %}{{ a }}{% else %}-{% endfor %}', 'A'],
  ['{% for x in [] %}{% else %}{{ b }}{% endfor %}', 'B'],
  ['{% set x = a %}{{ x }}{% set y %}{{ b }}{% endset %}{{ y }}', 'AB'],
  ['{% macro f(p, q=b) %}{{ p }}{{ q }}{% endmacro %}{{ f(a) }}{{ f(p=a, q=a) }}', 'ABAA'],
  ['{% macro f() %}{{ caller() }}{% endmacro %}{% call f() %}{{ b }}{% endcall %}', 'B'],
  ['{% filter replace("A", b) %}A{{ a }}{% endfilter %}', 'BB'],
  ['{% if x is defined %}-{% elif b is string and not x %}{{ a ~ b }}{% endif %}', 'AB'],
  ['{{ a if n == 1 else b }}{{ -n }}', 'A-1'],
])('jinja: %s', async (text, expected) => {
  const stage = await compile(LANGUAGES.jinja ?? expect.fail(), text);
  expect(await outcomeOf(stage, { a: 'A', b: 'B', m: { A: 1 }, n: 1 })).toEqual({ outcome: 'ok', value: expected });
});
