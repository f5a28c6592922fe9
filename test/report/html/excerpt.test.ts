import { expect, test } from 'vitest';
import { hunksOf } from '../../../src/report/html/excerpt.ts';
import type { ReportEdit } from '../../../src/report/report.generated.ts';
import { paramsBase, paramsHead, rulesBase, rulesHead } from './reports.ts';

function edit(artifact: string, pointer: string, lines: [number, number]): ReportEdit {
  return { artifact, kind: 'rules', engine: 'e@1', pointer, lines, compatibility: 'risky', message: 'm', change: 'c' };
}

function shown(texts: { base?: string; head?: string }, ...edits: ReportEdit[]) {
  const hunks = hunksOf(
    edits.map((one, index) => ({ edit: one, index })),
    texts,
  );
  return hunks.map(({ lines }) => lines.map(({ kind, number, text }) => `${kind} ${number} ${text}`));
}

test('a changed value stands below the line that base had, with two lines around it', () => {
  expect(shown({ base: paramsBase, head: paramsHead }, edit('p.yaml', '/minutes', [2, 2]))).toEqual([
    [
      'context 1 # Compensation for late flights',
      'base 2 minutes: 180',
      'head 2 minutes: 120',
      'context 3 currency: EUR',
      'context 4 notice:',
    ],
  ]);
});

test('base is found by the pointer, even where its line has another number', () => {
  const moved = `\n\n${rulesBase}`;
  const [lines] = shown({ base: moved, head: rulesHead }, edit('r.json', '/if/4/</1', [7, 7]));
  expect(lines).toContain('base 9     { "<": [{ "var": "distance" }, 2175] },');
});

test('what was added has no line of base', () => {
  const [lines] = shown({ base: 'a: 1\n', head: 'a: 1\nb: 2\n' }, edit('p.yaml', '/b', [2, 2]));
  expect(lines).toEqual(['context 1 a: 1', 'head 2 b: 2']);
});

test('what was removed shows its line of base at its place in head', () => {
  const [lines] = shown({ base: 'a: 1\nb: 2\nc: 3\n', head: 'a: 1\nc: 3\n' }, edit('p.yaml', '/b', [2, 2]));
  expect(lines).toEqual(['context 1 a: 1', 'base 2 b: 2', 'context 2 c: 3']);
});

test('edits whose surroundings touch share one piece, distant ones do not', () => {
  const text = Array.from({ length: 30 }, (_, index) => `k${index}: 0`).join('\n');
  const at = (line: number) => edit('p.yaml', `/k${line - 1}`, [line, line]);
  const hunks = hunksOf(
    [at(3), at(6), at(20)].map((one, index) => ({ edit: one, index })),
    { base: text.replace('k2: 0', 'k2: 1'), head: text },
  );
  expect(hunks.map(({ edits }) => edits)).toEqual([[0, 1], [2]]);
});

test('an edit without sources is listed without lines', () => {
  expect(shown({}, edit('p.yaml', '/b', [2, 2]))).toEqual([[]]);
});

test('a file that does not parse still shows the lines of head', () => {
  const [lines] = shown({ base: '{', head: '{"a": 1,\n' }, edit('p.json', '/a', [1, 1]));
  expect(lines).toContain('head 1 {"a": 1,');
});

test('lines beyond the end of the file do no harm', () => {
  const [lines] = shown({ head: 'a: 1' }, edit('p.yaml', '/a', [70, 90]));
  expect(lines).toEqual(['head 1 a: 1']);
});

test('a long new object shows its beginning and its end', () => {
  const head = ['list:', ...Array.from({ length: 40 }, (_, index) => `  - ${index}`)].join('\n');
  const [lines = []] = shown({ base: 'x: 1', head }, edit('p.yaml', '/list', [1, 41]));
  expect(lines).toHaveLength(16);
  expect(lines[0]).toBe('head 1 list:');
  expect(lines.at(-1)).toBe('head 41   - 39');
  expect(lines).toContain('gap 0 26 more lines');
});
