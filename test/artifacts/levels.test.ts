/** How deep a governed file may nest: what an engine says of it is the same however much of the stack is left. */
import { expect, test } from 'vitest';
import type { Artifact, Engine } from '../../src/artifacts/engine.ts';
import { engineFor } from '../../src/artifacts/registry.ts';
import { parseSource } from '../../src/document/source.ts';

/** Calls that are under way already, from a command's few to two thirds of what the stack holds. */
const HEIGHTS = [0, 3000, 6000];

/** Runs the work beneath so many other calls. */
function beneath<T>(height: number, work: () => T): T {
  return height === 0 ? work() : ([beneath(height - 1, work)][0] as T);
}

/** Whoever parses one file twice keeps what came of it, so each look has its own. */
function artifact(engine: Engine, path: string, text: string): Artifact {
  return { path, kind: engine.kind, files: new Map([[path, text]]) };
}

const around = (opening: string, inner: string, closing: string) => (levels: number) =>
  `${opening.repeat(levels)}${inner}${closing.repeat(levels)}`;
const lists = around('[', '', ']');
const brackets = around('(', '1', ')');

const OF_VALUES = [
  ...['json-schema', 'json-schema-ajv', 'openapi', 'avro', 'odcs', 'dbt'],
  ...['json-logic-js', 'json-logic-engine', 'jdm', 'decision-table', 'json-rules-engine', 'flagd', 'params'],
];
const TOO_DEEP: readonly (readonly [string, string, string, string])[] = [
  ...OF_VALUES.flatMap((id): [string, string, string, string][] => [
    [id, 'a.json', lists(501), '1:501: nested too deeply; expected at most 500 levels'],
    [id, 'a.yaml', `a:\n  ${lists(500)}\n`, '2:502: nested too deeply; expected at most 500 levels'],
  ]),
  ...['cel', 'cel-bufbuild', 'jsonata'].flatMap((id): [string, string, string, string][] =>
    [501, 20_000].map((levels) => [
      id,
      'a.txt',
      `true and\n${brackets(levels)}`,
      '2:501: nested too deeply; expected at most 500 brackets in each other',
    ]),
  ),
  ['graphql', 'a.graphql', `type A {\n  a(b: X = ${lists(500)}): Int }`, '2:510: nested too deeply'],
];

test.for(TOO_DEEP)('%s: %s that nests too deeply is refused at its place', async ([id, path, text, problem]) => {
  const engine = engineFor(id);
  for (const height of HEIGHTS) {
    await expect(beneath(height, () => engine.compile(artifact(engine, path, text)))).rejects.toThrow(
      `${path}:${problem}`,
    );
  }
});

/** What is as deep as may be: for each language what calls itself most for a level. */
const DEEPEST: readonly (readonly [string, (inner: string) => string])[] = [
  ['json-schema', (inner) => around('{"not":', inner, '}')(199)],
  ['json-schema', (inner) => around('{"type":"array","items":', inner, '}')(199)],
  ['json-schema-ajv', (inner) => around('{"type":"array","items":', inner, '}')(199)],
  ['json-logic-js', (inner) => around('{"and":[true,', inner, ']}')(249)],
  ['json-logic-engine', (inner) => around('{"!":', inner, '}')(499)],
  ['params', (inner) => around('{"a":', inner, '}')(499)],
];

test.for(DEEPEST)('%s reads and compares what is as deep as may be', async ([id, make]) => {
  const engine = engineFor(id);
  const [base, head] =
    engine.kind === 'schema' ? ['{"type":"string"}', '{"type":"null"}'] : ['{"var":"a"}', '{"var":"b"}'];
  const [before, after] = [artifact(engine, 'a.json', make(base)), artifact(engine, 'a.json', make(head))];
  for (const height of [0, 2000]) {
    expect(beneath(height, () => engine.diff(before, after)).length).toBeGreaterThan(0);
    await beneath(height, () => engine.compile(after, { recordedUnder: before }));
  }
});

test('of schemas, which take more to compile, fewer levels are let in', async () => {
  const engine = engineFor('json-schema');
  const deep = around('{"not":', '{}', '}')(200);
  // After 200 times `{"not":`.
  await expect(engine.compile(artifact(engine, 'a.json', deep))).rejects.toThrow(
    'a.json:1:1401: nested too deeply; expected at most 200 levels',
  );
});

test.for([
  ['lists on one line', `${'- '.repeat(501)}1\n`, '1:1001'],
  ['more of them than the parser has stack for', `${'- '.repeat(10_000)}1\n`, '1:1'],
  ['mappings, each on its line', Array.from({ length: 501 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''), '501:'],
  ['flow lists, more than the parser has stack for', lists(20_000), '1:501'],
  ['aliases of aliases', `a0: &a0 []\n${chain(500)}`, '2:10'],
] as const)('YAML that nests too deeply: %s', ([, text, place]) => {
  for (const height of HEIGHTS) {
    expect(() => beneath(height, () => parseSource(text, 'a.yaml'))).toThrow(
      new RegExp(`^a\\.yaml:${place}.*nested too deeply; expected at most 500 levels$`),
    );
  }
});

function chain(links: number): string {
  return Array.from({ length: links }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}]\n`).join('');
}
