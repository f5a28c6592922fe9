import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Artifact, Options, Outcome } from '../../../../src/artifacts/engine.ts';
import { jdm } from '../../../../src/artifacts/rules/jdm/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { bounded } from '../../../../src/replay/stage.ts';

const corpus = new URL('../../../../../shared/data/corpora/gorules-jdm/', import.meta.url);
const fees = readFileSync(new URL('fees.json', import.meta.url), 'utf8');

/** A graph of its input and one node. */
function graphOf(node: object): string {
  return JSON.stringify({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'request' },
      { id: 'n', name: 'N', ...node },
    ],
    edges: [{ id: 'e', sourceId: 'in', targetId: 'n', type: 'edge' }],
  });
}

function expression(value: string): string {
  return graphOf({ type: 'expressionNode', content: { expressions: [{ id: 'x', key: 'out', value }] } });
}

function artifact(text: string, options?: Options, others: Readonly<Record<string, string>> = {}): Artifact {
  const files = new Map([['rules/a.json', text], ...Object.entries(others)]);
  return { path: 'rules/a.json', kind: 'rules', files, ...(options && { options }) };
}

async function run(of: Artifact, ...documents: unknown[]): Promise<readonly Outcome[]> {
  return bounded(await jdm.compile(of)).run(documents);
}

async function mistakes(of: Artifact): Promise<string> {
  const error: unknown = await jdm.compile(of).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ArtifactError);
  return (error as ArtifactError).message;
}

describe('a decision of GoRules', () => {
  test('runs tables and expressions, the params beside the document', async () => {
    // By hand: the first row that fits, then fee * 2 + 1.
    const cases = [
      [{ amount: 2000, country: 'US' }, 20, 41],
      [{ amount: 2000, country: 'DE' }, 2, 5],
      [{ amount: 1000, country: 'DE' }, 5, 11],
      [{ amount: 99, country: 'DE' }, 2, 5],
    ] as const;
    const outcomes = await run(artifact(fees), ...cases.map(([document]) => document));
    expect(outcomes).toEqual(cases.map(([, fee, total]) => ({ outcome: 'ok', value: { fee, total } })));

    const stage = await jdm.compile(artifact(expression('params.rate * amount')));
    expect(await stage.run([{ amount: 3, params: 1 }], { params: { rate: 2 } })).toEqual([
      { outcome: 'ok', value: { out: 6 } },
    ]);
  });

  test('runs decisions that it refers to, by their path beside its own', async () => {
    const outer = graphOf({ type: 'decisionNode', content: { key: 'shared/fees.json' } });
    expect(jdm.references(outer, 'rules/a.json')).toEqual(['rules/shared/fees.json']);
    const whole = artifact(outer, undefined, { 'rules/shared/fees.json': fees });
    expect(await run(whole, { amount: 500 })).toEqual([{ outcome: 'ok', value: { fee: 5, total: 11 } }]);
    const changed = artifact(outer, undefined, { 'rules/shared/fees.json': fees.replace('"o1": "5"', '"o1": "6"') });
    expect(jdm.diff(whole, changed)).toMatchObject([
      { artifact: 'rules/shared/fees.json', lines: [18, 18], message: 'table "Fees", row 2, fee: "5" became "6"' },
    ]);
    const circle = graphOf({ type: 'decisionNode', content: { key: 'a.json' } });
    expect(await run(artifact(circle), {})).toMatchObject([{ outcome: 'failed' }]);
  });

  test('names the node that breaks, and nothing of the record', async () => {
    const [outcome] = await run(artifact(expression('date(amount)')), { amount: 'secret' });
    expect(outcome).toEqual({ outcome: 'failed', reason: 'the node "N" broke' });
  });

  test('fails a record with a number that the engine does not hold, and no other one', async () => {
    const documents = [
      { amount: 1e29 },
      { amount: 1 },
      { amount: Number.NaN },
      { amount: 2n ** 70n },
      { amount: 5e-324 },
    ];
    const outcomes = await run(artifact(expression('amount')), ...documents);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'ok', 'failed', 'failed', 'failed']);
  });

  test('refuses functions unless base allows them, custom nodes always, and says where', async () => {
    const code = graphOf({
      type: 'functionNode',
      content: { source: 'export const handler = async (x) => ({ y: x.a + 1 });' },
    });
    expect(await mistakes(artifact(code))).toMatch(
      /^rules\/a\.json:1:\d+: the node "N" is a function.*`functions: allow`/s,
    );
    expect(await run(artifact(code, { functions: 'allow' }), { a: 1 })).toEqual([{ outcome: 'ok', value: { y: 2 } }]);
    expect(await mistakes(artifact(graphOf({ type: 'customNode', content: { kind: 'x' } })))).toMatch(/custom node/);
    expect(await mistakes(artifact(graphOf({ type: 'decisionTable' })))).toMatch(/no known type.*decisionTableNode/s);
  });

  test('refuses the requests of functions that are allowed', async () => {
    const source = `import http from 'http';
export const handler = async () => { const { data } = await http.get('http://127.0.0.1:9/'); return { data }; };`;
    const code = graphOf({ type: 'functionNode', content: { source } });
    expect(await run(artifact(code, { functions: 'allow' }), {})).toMatchObject([{ outcome: 'failed' }]);
  });

  test('an expression that does not parse is an error at its line; a cell that does not only skips its row', async () => {
    const broken = artifact(fees.replace('fee * 2 + 1', 'fee * '));
    expect(await mistakes(broken)).toMatch(/^rules\/a\.json:31:\d+: `fee \* ` is no expression: /);
    expect(await run(artifact(fees.replace('"> 1000"', '"> "')), { amount: 2000, country: 'US' })).toEqual([
      { outcome: 'ok', value: { fee: 2, total: 5 } },
    ]);
  });

  test('a row without a cell never applies, which is said with its line', async () => {
    const gap = artifact(fees.replace('"c2": "\\"US\\", \\"CA\\"", ', ''));
    expect(await run(gap, { amount: 2000, country: 'US' })).toEqual([{ outcome: 'ok', value: { fee: 2, total: 5 } }]);
    expect(jdm.warnings?.(gap)).toMatchObject([
      {
        line: 17,
        message: 'row 1 of the table "Fees" has no cell for country, so it never applies; an empty text fits anything',
      },
    ]);
  });

  test('a graph that leads back to itself, or has no input, is an error', async () => {
    const circle = JSON.parse(fees);
    circle.edges.push({ id: 'c', sourceId: 'total', targetId: 'fees', type: 'edge' });
    expect(await mistakes(artifact(JSON.stringify(circle)))).toMatch(/lead back to themselves/);
    expect(await mistakes(artifact('{"nodes": [], "edges": []}'))).toMatch(/exactly one input node/);
  });

  test('the clock stands where weir.yml says, else records are unreplayable; chance always is', async () => {
    const clock = expression('[year("now"), d().month(), when == "now"]');
    // date -u -d 2026-05-01T12:00:00Z +%s
    expect(await run(artifact(expression('date("now")'), { now: '2026-05-01T12:00:00Z' }), {})).toEqual([
      { outcome: 'ok', value: { out: 1777636800 } },
    ]);
    expect(await run(artifact(clock, { now: '2026-05-01T12:00:00Z' }), { when: 'now' })).toEqual([
      { outcome: 'ok', value: { out: [2026, 5, true] } },
    ]);
    expect(await run(artifact(clock), {})).toMatchObject(
      [{ outcome: 'unreplayable', reason: /`now`/ }].map(({ outcome }) => ({ outcome })),
    );
    expect(jdm.warnings?.(artifact(clock))).toMatchObject([{ file: 'rules/a.json', line: 1 }]);
    expect(await run(artifact(expression('rand(10)'), { now: '2026-05-01T12:00:00Z' }), {})).toMatchObject([
      { outcome: 'unreplayable' },
    ]);
  });

  test('rows and cells are edits with their lines; where a node is drawn, ids and tests are none', () => {
    const moved = JSON.parse(fees);
    moved.tests = [{ input: {}, output: {} }];
    moved.nodes[1].position.x = 1;
    moved.nodes[1].content.rules[0]._id = 'other';
    expect(jdm.diff(artifact(fees), artifact(JSON.stringify(moved)))).toEqual([]);

    const head = fees
      .replace('[100..1000]', '[50..1000]')
      .replace(
        '          { "_id": "r3"',
        '          { "_id": "r4", "c1": "< 10", "c2": "", "o1": "0" },\n          { "_id": "r3"',
      )
      .replace('fee * 2 + 1', 'fee * 2');
    expect(
      jdm.diff(artifact(fees), artifact(head)).map(({ change, lines, message }) => [change, lines, message]),
    ).toEqual([
      ['cell-changed', [18, 18], 'table "Fees", row 2, amount: "[100..1000]" became "[50..1000]"'],
      ['row-added', [19, 19], 'table "Fees", row 3 (amount < 10 → fee 0): added'],
      ['value-changed', [32, 32], 'node "Total", total: "fee * 2 + 1" became "fee * 2"'],
    ]);
    expect(jdm.diff(artifact(head), artifact(fees)).map(({ change }) => change)).toContain('row-removed');
  });

  test('some edits can be applied without the others, what is drawn with any of them', async () => {
    const head = fees
      .replace('[100..1000]', '[50..1000]')
      .replace('fee * 2 + 1', 'fee * 2')
      .replace('"x": 680', '"x": 1');
    const patch = jdm.language?.patch({ path: 'a.json', content: fees }, { path: 'a.json', content: head });
    expect(patch?.changes).toHaveLength(2);
    const written = String(patch?.write((change) => change === patch.changes[1]));
    expect(await run(artifact(written), { amount: 60 })).toEqual([{ outcome: 'ok', value: { fee: 2, total: 4 } }]);
    expect(JSON.parse(written).nodes[2].position.x).toBe(1);
  });

  test('is recognised by what it holds', () => {
    expect(jdm.recognise?.({ path: 'a.json', content: fees })).toBe(true);
    expect(jdm.recognise?.({ path: 'a.json', content: '{"nodes": [], "edges": []}' })).toBe(false);
    expect(jdm.recognise?.({ path: 'a.json', content: '{' })).toBe(false);
  });
});

test('nodes and edges in another order are no edit, and other edits keep their places in both files', () => {
  const graph = JSON.parse(fees);
  const turned = { ...graph, nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() };
  const head = JSON.stringify(turned, null, 2);
  expect(jdm.diff(artifact(fees), artifact(head))).toEqual([]);
  const at = graph.nodes.findIndex(({ name }: { name: string }) => name === 'Total');
  const place = (index: number) => `/nodes/${index}/content/expressions/1/value`;
  expect(jdm.diff(artifact(fees), artifact(head.replace('fee * 2', 'fee * 3')))).toMatchObject([
    { pointer: place(graph.nodes.length - 1 - at), basePointer: place(at) },
  ]);
  const less = { ...turned, nodes: turned.nodes.filter(({ name }: { name: string }) => name !== 'Total') };
  expect(jdm.diff(artifact(fees), artifact(JSON.stringify(less)))).toMatchObject([{ pointer: `/nodes/${at}` }]);
});

describe.skipIf(!existsSync(corpus))('the decisions of GoRules’ own corpus (skipped where ../shared is absent)', () => {
  const files = existsSync(corpus) ? readdirSync(corpus).filter((file) => file.endsWith('.json')) : [];
  // When their answers were recorded, which those that read the clock hold.
  const options = { functions: 'allow', now: '2025-08-19T16:55:02Z' };

  // No version of the library on npm gives it: there, rows without a cell never apply.
  const OTHER = 'insurance-underwriting-risk.json';

  test(`${OTHER} was recorded with an engine that takes an absent cell for an empty one`, async () => {
    const graph = JSON.parse(readFileSync(new URL(OTHER, corpus), 'utf8'));
    const [{ input, output }] = graph.tests;
    expect(await run(artifact(JSON.stringify(graph), options), input)).not.toEqual([{ outcome: 'ok', value: output }]);
    for (const { content } of graph.nodes)
      for (const row of content?.rules ?? []) for (const { id } of content.inputs) row[id] ??= '';
    expect(await run(artifact(JSON.stringify(graph), options), input)).toEqual([{ outcome: 'ok', value: output }]);
  });

  test.each(files.filter((file) => file !== OTHER))('%s gives what was recorded', async (file) => {
    const text = readFileSync(new URL(file, corpus), 'utf8');
    const { tests } = JSON.parse(text);
    const outcomes = await run(artifact(text, options), ...tests.map(({ input }: { input: unknown }) => input));
    expect(outcomes).toEqual(tests.map(({ output }: { output: unknown }) => ({ outcome: 'ok', value: output })));
  });
});
