/**
 * What computes for ever, or fills the memory, in each language that can: one record does so, and that one alone fails, ended by
 * the language's own limit or with its process. Patterns in JSON Schema, JSONLogic, Rego and SQL have tests of their own.
 */
import { expect, it, vi } from 'vitest';
import { replay } from './processes.ts';
import { jsonl, output, planOf } from './setting.ts';

// Budgets count processor time, which takes many times as long on a machine that is busy.
vi.setConfig({ testTimeout: 300_000 });

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
/** Of the list's length, the third power. */
const cel = 'l.map(a, l.map(b, l.filter(c, a + b + c > 0).size())).size()';
const jdm = JSON.stringify({
  nodes: [
    { id: 'in', type: 'inputNode', name: 'request' },
    {
      ...{ id: 'n', name: 'N', type: 'expressionNode' },
      content: {
        expressions: [
          { id: 'x', key: 'out', value: 'sum(map(l, sum(map($root.l, sum(map($root.l, sum(map($root.l, 1))))))))' },
        ],
      },
    },
  ],
  edges: [{ id: 'e', sourceId: 'in', targetId: 'n', type: 'edge' }],
});
const dmn = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
<inputData id="l" name="l"><variable name="l"/></inputData>
<decision id="d" name="D"><variable name="D"/><informationRequirement><requiredInput href="#l"/></informationRequirement>
<literalExpression><text>count(for a in l, b in l, c in l return a + b + c)</text></literalExpression></decision>
</definitions>`;

const three = (open: string, close: string, inner: string): string => open.repeat(3) + inner + close.repeat(3);

it.each([
  ['cel', 'rules', 'a.cel', cel],
  ['cel-bufbuild', 'rules', 'a.cel', cel],
  ['jsonata', 'rules', 'a.jsonata', '$count(l.($a := $; $$.l.($b := $; $$.l.($ + $a + $b))))'],
  ['dmn', 'rules', 'a.dmn', dmn],
  ['jdm', 'rules', 'a.json', jdm],
  ['liquid', 'model', 'a.liquid', three('{% for a in l %}', '{% endfor %}', 'x')],
  ['jinja', 'model', 'a.jinja', three('{% for a in l %}', '{% endfor %}', 'x')],
  ['handlebars', 'model', 'a.hbs', three('{{#each @root.l}}', '{{/each}}', 'x')],
  ['mustache', 'model', 'a.mustache', three('{{#l}}', '{{/l}}', 'x')],
] as const)('%s', async (engine, kind, path, text) => {
  const plan = planOf(
    { steps: [{ kind, path, engine, into: '/out', range }], outputs: [output('/out', 'text')] },
    { [path]: [text] },
  );
  const records = [1, 2, 1500, 1].map((length) => ({ l: new Array<number>(length).fill(1) }));
  const evidence = await replay(plan, [jsonl(records)], 1, { milliseconds: 400, megabytes: 96 });
  expect(evidence).toMatchObject({
    replayed: 4,
    unreplayable: 0,
    outcomes: [
      { base: 'failed', records: 1 },
      { base: 'ok', records: 3 },
    ],
  });
  expect(evidence.reasons).toMatchObject([{ artifact: path, records: 1 }]);
  expect(evidence.reasons[0]?.reason).toMatch(/processor time|steps|memory|longer than|too large|more than/);
});

const PATTERN = '^(a|a)*$';
const properties = { l: { type: 'string', pattern: PATTERN } };
const api = {
  openapi: '3.1.0',
  info: { title: 't', version: '1' },
  paths: {
    '/l': {
      post: {
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } },
        responses: { 200: { description: 'done' } },
      },
    },
  },
};

it.each([
  ['openapi', 'a.json', JSON.stringify(api)],
  [
    'odcs',
    'a.yaml',
    `apiVersion: v3.1.0\nkind: DataContract\nid: t\nschema:\n  - name: t\n    properties:\n      - { name: l, logicalType: string, logicalTypeOptions: { pattern: '${PATTERN}' } }\n`,
  ],
] as const)('a pattern in %s that tries all ways', async (engine, path, text) => {
  const plan = planOf(
    { steps: [{ kind: 'schema', path, engine, range }], outputs: [output('/l', 'text')] },
    { [path]: [text] },
  );
  const records = [1, 2, 40, 1].map((length) => {
    const l = `${'a'.repeat(length)}${length > 2 ? '!' : ''}`;
    return { l, method: 'POST', path: '/l', body: { l } };
  });
  const evidence = await replay(plan, [jsonl(records)], 1, { milliseconds: 400, megabytes: 96 });
  expect(evidence.outcomes).toMatchObject([
    { base: 'failed', head: 'failed', records: 1 },
    { base: 'ok', head: 'ok', records: 3 },
  ]);
  expect(evidence.reasons).toMatchObject([
    { artifact: path, records: 1, reason: expect.stringContaining('processor time') },
  ]);
});
