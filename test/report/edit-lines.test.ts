/** The lines of an edit, as a text editor would show them. */

import { expect, test } from 'vitest';
import { handlebars } from '../../src/artifacts/model/handlebars/index.ts';
import { reported } from '../../src/artifacts/reported.ts';
import { jsonLogicJs } from '../../src/artifacts/rules/json-logic-js/index.ts';
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
