import { expect, test } from 'vitest';
import { renderProblems as render } from '../../src/config/explain.ts';
import { type Problem, WeirError } from '../../src/errors.ts';

function renderProblems(problems: readonly Problem[], files: ReadonlyMap<string, string>): string {
  return render(new WeirError(problems).locate(files).problems);
}

const text = 'version: 1\r\npipelines:\r\n  delay:\r\n\tlimit: 1%\r\n';

test('a problem is shown with its line, a caret, and what would be right', () => {
  const problem = {
    file: 'weir.yml',
    line: 3,
    column: 3,
    message: 'unknown key "delay"',
    found: '"delay"',
    expected: 'one of a or b',
    nearest: 'relay',
  };
  expect(renderProblems([problem], new Map([['weir.yml', text]]))).toBe(
    [
      'weir.yml:3:3: unknown key "delay"',
      '  3 |   delay:',
      '    |   ^',
      '  found:    "delay"',
      '  expected: one of a or b',
      '  did you mean relay?',
    ].join('\n'),
  );
});

test('a tab does not displace the caret', () => {
  const rendered = renderProblems(
    [{ file: 'weir.yml', line: 4, column: 2, message: 'm' }],
    new Map([['weir.yml', text]]),
  );
  expect(rendered.split('\n').slice(1)).toEqual(['  4 |  limit: 1%', '    |  ^']);
});

test('the caret stands below its character behind wide ones', () => {
  const rendered = renderProblems([{ file: 'f', line: 1, column: 4, message: 'm' }], new Map([['f', '日本: x']]));
  expect(rendered.split('\n').slice(1)).toEqual(['  1 | 日本: x', '    |      ^']);
});

test('a long line is cut around the caret', () => {
  const line = `${'a'.repeat(300)}X${'b'.repeat(300)}`;
  const [, shown = '', caret = ''] = renderProblems(
    [{ file: 'f', line: 1, column: 301, message: 'm' }],
    new Map([['f', line]]),
  ).split('\n');
  expect(shown).toBe(`  1 | …${'a'.repeat(50)}X${'b'.repeat(49)}…`);
  expect(shown[caret.indexOf('^')]).toBe('X');
});

test('problems without a place, or in a file that is not at hand, stand without a line', () => {
  const problems = [{ message: 'no repository here' }, { file: 'x.json', line: 9, column: 1, message: 'not JSON' }];
  expect(renderProblems(problems, new Map())).toBe('no repository here\n\nx.json:9:1: not JSON');
});

test('a place behind the end of its file stands without a line', () => {
  expect(renderProblems([{ file: 'f', line: 7, column: 1, message: 'm' }], new Map([['f', 'a']]))).toBe('f:7:1: m');
});

test('escape sequences of the file never reach the terminal', () => {
  const rendered = renderProblems([{ file: 'f', line: 1, column: 1, message: 'm' }], new Map([['f', '\u001b[31mred']]));
  expect(rendered).toBe('f:1:1: m\n  1 |  [31mred\n    | ^');
});

test('a place names whose version of the file it is, where there are two', () => {
  const error = new WeirError([{ file: 'f', line: 1, column: 2, message: 'm' }]).locate(new Map([['f', 'ab']]), 'base');
  expect(render(error.problems)).toBe('f:1:2 (base): m\n  1 | ab\n    |  ^');
  expect(error.message).toBe('f:1:2 (base): m');
});
