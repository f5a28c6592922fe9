/** The lines of an edit, as a text editor would show them. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withReplacedLines } from '../../src/artifacts/diff/replaced-lines.ts';
import type { Engine } from '../../src/artifacts/engine.ts';
import { handlebars } from '../../src/artifacts/model/handlebars/index.ts';
import { reported } from '../../src/artifacts/reported.ts';
import { decisionTable } from '../../src/artifacts/rules/decision-table/index.ts';
import { dmn } from '../../src/artifacts/rules/dmn/index.ts';
import { jsonLogicJs } from '../../src/artifacts/rules/json-logic-js/index.ts';
import { graphql } from '../../src/artifacts/schema/graphql/index.ts';
import { protobuf } from '../../src/artifacts/schema/protobuf/index.ts';
import { sqlDdl } from '../../src/artifacts/schema/sql-ddl/index.ts';
import { withLines } from '../../src/report/edit-lines.ts';
import type { ReportEdit } from '../../src/report/report.generated.ts';

const base = `{
  "if": [
    { ">": [{ "var": "velocity_1h" }, 8] },
    "block",
    { "<": [
      { "var": "age" }, 18
    ] },
    "review",
    "allow"
  ]
}
`;

function linesFor(head: string): Pick<ReportEdit, 'message' | 'before' | 'after'>[] {
  const artifact = (text: string) =>
    ({ path: 'rules/a.json', kind: 'rules', files: new Map([['rules/a.json', text]]) }) as const;
  const edits = jsonLogicJs.diff(artifact(base), artifact(head)).map(reported);
  const sources = new Map([['rules/a.json', { base, head }]]);
  return withLines(edits, sources).map(({ message, before, after }) => ({ message, before, after }));
}

test('a number shows its old line and its new one', () => {
  expect(linesFor(base.replace('8', '6'))).toEqual([
    {
      message: 'velocity_1h: 8 became 6',
      before: ['{ ">": [{ "var": "velocity_1h" }, 8] },'],
      after: ['{ ">": [{ "var": "velocity_1h" }, 6] },'],
    },
  ]);
});

test('a line of a language without pointers shows both as well', () => {
  const [before, after] = ['Be brief.\nNever promise a refund.\n', 'Be brief.\nAvoid promising a refund.\n'];
  const artifact = (text: string) =>
    ({ path: 'answer.hbs', kind: 'model', files: new Map([['answer.hbs', text]]) }) as const;
  const lines = (one: string, other: string) =>
    withLines(
      handlebars.diff(artifact(one), artifact(other)).map(reported),
      new Map([['answer.hbs', { base: one, head: other }]]),
    ).map(({ before, after }) => ({ before, after }));
  expect(lines(before, after)).toEqual([{ before: ['Never promise a refund.'], after: ['Avoid promising a refund.'] }]);
  expect(lines(before, 'Be brief.\n')).toEqual([{ before: ['Never promise a refund.'], after: [] }]);
  expect(lines('Be brief.\n', after)).toEqual([{ before: [], after: ['Avoid promising a refund.'] }]);
});

test('an operator alone shows them too', () => {
  expect(linesFor(base.replace('">"', '">="'))).toEqual([
    {
      message: 'velocity_1h: `>` became `>=`',
      before: ['{ ">": [{ "var": "velocity_1h" }, 8] },'],
      after: ['{ ">=": [{ "var": "velocity_1h" }, 8] },'],
    },
  ]);
  expect(linesFor(base.replace('"<"', '"<="'))).toEqual([
    { message: 'age: `<` became `<=`', before: ['{ "<": ['], after: ['{ "<=": ['] },
  ]);
});

test('a branch that came has no old lines, though another stood at its place', () => {
  const head = base.replace('"if": [', '"if": [\n    { "==": [{ "var": "country" }, "XX"] },\n    "block",');
  expect(linesFor(head)).toEqual([
    {
      message: 'added branch {"==":[{"var":"country"},"XX"]} → "block"',
      before: [],
      after: ['{ "==": [{ "var": "country" }, "XX"] },', '"block",'],
    },
  ]);
});

const table = `hit: first,pulse,out: urgency
racing,> 130,immediate
faint,< 45,immediate
low,< 60,urgent
default,,wait
`;
const rows = (...texts: string[]) =>
  `{ "hit": "first", "inputs": ["a", "b", "c"], "outputs": ["tier"], "rules": [\n${texts.join(',\n')}\n] }\n`;
const model = readFileSync('examples/shipping/rules/shipping.dmn', 'utf8');

/** What a report shows of each edit between two texts of one language. */
async function shown(engine: Engine, path: string, one: string, other: string) {
  const side = (text: string) => ({ path, kind: engine.kind, files: new Map([[path, text]]) });
  const edits = (await engine.diff(side(one), side(other))).map(reported);
  const sources = new Map([[path, { base: one, head: other }]]);
  return withLines(withReplacedLines(edits, sources), sources).map(({ before, after }) => [before, after]);
}

test.for<[string, Engine, string, string, (text: string) => string, string, string]>([
  [
    'a row of a table',
    decisionTable,
    'a.csv',
    table,
    (text) => text.replace('130', '135'),
    'racing,> 130,immediate',
    'racing,> 135,immediate',
  ],
  [
    'a cell of DMN',
    dmn,
    'a.dmn',
    model,
    (text) => text.replace('<text>7.9<', '<text>8.9<'),
    '<outputEntry><text>7.9</text></outputEntry>',
    '<outputEntry><text>8.9</text></outputEntry>',
  ],
  [
    'a field of a message',
    protobuf,
    'a.proto',
    'syntax = "proto3";\nmessage A {\n  int32 a = 1;\n}\n',
    (text) => text.replace('int32', 'string'),
    'int32 a = 1;',
    'string a = 1;',
  ],
  [
    'a field of GraphQL',
    graphql,
    'a.graphql',
    'type Query {\n  a: Int\n}\n',
    (text) => text.replace('Int', 'String'),
    'a: Int',
    'a: String',
  ],
  [
    'a column',
    sqlDdl,
    'a.sql',
    'CREATE TABLE a (\n  id integer NOT NULL,\n  b text\n);\n',
    (text) => text.replace('b text', 'b integer'),
    'b text',
    'b integer',
  ],
] as const)('%s shows its old line and its new one', async ([, engine, path, text, change, before, after]) => {
  expect(await shown(engine, path, text, change(text))).toEqual([[[before], [after]]]);
});

test('a row that went shows itself alone, and neighbours that changed together show each their own', async () => {
  const csv = (text: string) => shown(decisionTable, 'a.csv', table, text);
  expect(await csv(table.replace('faint,< 45,immediate\n', ''))).toEqual([[['faint,< 45,immediate'], []]]);
  expect(await csv(table.replace('130', '135').replace('45', '40'))).toEqual([
    [['racing,> 130,immediate'], ['racing,> 135,immediate']],
    [['faint,< 45,immediate'], ['faint,< 40,immediate']],
  ]);
});

test('a row behind one that came shows its own old line', async () => {
  const [first, second] = [
    '{ "when": { "a": "> 5" }, "then": { "tier": "x" } }',
    '{ "when": { "b": "< 2" }, "then": { "tier": "y" } }',
  ];
  const came = '{ "when": { "c": ">= 1" }, "then": { "tier": "z" } }';
  const mended = second.replace('< 2', '< 3');
  expect(await shown(decisionTable, 'a.table.json', rows(first, second), rows(came, first, mended))).toEqual([
    [[], [`${came},`]],
    [[second], [mended]],
  ]);
});
