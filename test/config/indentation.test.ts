import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load.ts';
import { ConfigError, type Problem } from '../../src/errors.ts';
import { WEIR_YML } from '../e2e/small.ts';

function problemsOf(text: string): readonly Problem[] {
  try {
    parseConfig(text, 'weir.yml');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Each of these lines damaged in each of these ways is one mistake on that line; where YAML reads the same, it is none. */
const damages: Readonly<Record<string, (line: string) => string>> = {
  'a tab for all of its indentation': (line) => `\t${line.trimStart()}`,
  'a tab for a part of it': (line) => line.replace(/^ {2}/, '\t'),
  'a space too many': (line) => ` ${line}`,
  'a space too few': (line) => line.slice(1),
  'two spaces too many': (line) => `  ${line}`,
  'two spaces too few': (line) => line.slice(2),
};
const lines = WEIR_YML.split('\n');
const cases = [4, 7, 8, 10, 11, 12, 13, 15, 17].flatMap((number) =>
  Object.entries(damages).map(([name, damage]): [string, number, string] => [
    name,
    number,
    lines.map((line, index) => (index === number - 1 ? damage(line) : line)).join('\n'),
  ]),
);

test.each(cases)('%s in line %i is one mistake there at most', (_, line, text) => {
  const problems = problemsOf(text);
  expect(problems.length).toBeLessThanOrEqual(1);
  for (const problem of problems) expect(problem.line).toBe(line);
});

test('most of them are mistakes', () => {
  expect(cases.filter(([, , text]) => problemsOf(text).length === 1).length).toBeGreaterThan(40);
});

test.each([
  ['owners: ["@acme/airports"]', 'owners: @acme/airports', '"@acme/airports"'],
  ['owners: ["@acme/airports"]', 'owners: [@acme/airports]', '"@acme/airports"'],
  ['owners: ["@acme/airports"]', 'owners: "@acme/airports"', '["@acme/airports"]'],
  ['traffic/flights.jsonl', '*.jsonl', '"*.jsonl"'],
])('%s written as %s: did you mean %s?', (right, wrong, nearest) => {
  expect(problemsOf(WEIR_YML.replace(right, wrong))).toEqual([expect.objectContaining({ nearest })]);
});

test('keys that start with x- are read over, wherever they stand at the top', () => {
  expect(
    problemsOf(`x-owners: &team ["@acme/airports"]\n${WEIR_YML.replace('["@acme/airports"]', '*team')}x-more: 1\n`),
  ).toEqual([]);
});
