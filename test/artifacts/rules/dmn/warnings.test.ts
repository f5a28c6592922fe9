/** What is said of a model beside the verdict: rows that meet, gaps, functions that nobody has. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from 'feelin';
import { describe, expect, test } from 'vitest';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { FUNCTIONS } from '../../../../src/artifacts/rules/dmn/functions.ts';
import { dmn } from '../../../../src/artifacts/rules/dmn/index.ts';

function warnings(path: string, text: string): string[] {
  const artifact: Artifact = { path, kind: 'rules', files: new Map([[path, text]]) };
  return (dmn.warnings?.(artifact) ?? []).map(({ line, message }) => `${line}: ${message}`);
}

/** A table over the number `a`, a row a line, from line 6 on. */
function table(policy: string, rows: readonly (readonly [test: string, result: string])[], more = ''): string {
  const escaped = (text: string) => text.replaceAll('<', '&lt;');
  const rules = rows.map(
    ([test, result]) =>
      `<rule><inputEntry><text>${escaped(test)}</text></inputEntry><outputEntry><text>${escaped(result)}</text></outputEntry></rule>`,
  );
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="m">
<inputData id="a" name="a"/>
<decision id="d" name="D"><informationRequirement><requiredInput href="#a"/></informationRequirement>
<decisionTable hitPolicy="${policy}"><input><inputExpression typeRef="number"><text>a</text></inputExpression>${more}</input>
<output/>
${rules.join('\n')}
</decisionTable></decision></definitions>`;
}

describe('rows of a table', () => {
  test.each([
    [
      'UNIQUE',
      [
        ['< 5', '1'],
        ['>= 5', '2'],
      ],
      [],
    ],
    [
      'UNIQUE',
      [
        ['<= 5', '1'],
        ['>= 5', '2'],
      ],
      ['7: "D": row 1 and row 2 both match where a is 5'],
    ],
    [
      'UNIQUE',
      [
        ['< 5', '1'],
        ['> 5', '2'],
      ],
      ['4: "D": no row matches where a is 5'],
    ],
    [
      'ANY',
      [
        ['<= 5', '1'],
        ['>= 5', '1'],
      ],
      [],
    ],
    [
      'ANY',
      [
        ['<= 5', '1'],
        ['>= 5', '2'],
      ],
      ['7: "D": row 1 and row 2 both match where a is 5'],
    ],
    [
      'FIRST',
      [
        ['-', '1'],
        ['>= 5', '2'],
      ],
      ['7: "D": row 2 is never reached: rows before it match all that it does'],
    ],
    [
      'COLLECT',
      [
        ['<= 5', '1'],
        ['>= 7', '2'],
      ],
      [],
    ],
    // What a cell calculates is known only when it is asked.
    [
      'UNIQUE',
      [
        ['<= 5', '1'],
        ['>= limit', '2'],
      ],
      [],
    ],
    ['UNIQUE', [['< date("2026-01-01")', '1']], []],
  ] as const)('%s %j', (policy, rows, expected) => {
    expect(warnings('a.dmn', table(policy, rows))).toEqual(expected);
  });

  test('values that an input can have leave no other gap', () => {
    const values = '<inputValues><text>"x", "y"</text></inputValues>';
    expect(
      warnings(
        'a.dmn',
        table(
          'UNIQUE',
          [
            ['"x"', '1'],
            ['"y"', '2'],
          ],
          values,
        ),
      ),
    ).toEqual([]);
    expect(warnings('a.dmn', table('UNIQUE', [['"x"', '1']], values))).toEqual([
      '4: "D": no row matches where a is "y"',
    ]);
  });
});

test.each([
  ['lenght("abc")', '6: nobody has a function "lenght", so FEEL makes null of the call'],
  [
    'if string lenght(b) > 1 then 1 else 2',
    '6: nobody has a function "string lenght", so FEEL makes null of the call; did you mean string length?',
  ],
  ['1 + summ([1, 2])', '6: nobody has a function "summ", so FEEL makes null of the call; did you mean sum?'],
])('%s', (expression, expected) => {
  expect(warnings('a.dmn', table('FIRST', [['-', expression]]))).toContain(expected);
});

test.each([
  'if not(a > 1) and string length("f(x)") > 1 then sum([1]) else count([2]) // g(1)',
  'every x in [1, 2] satisfies (x > 1)',
  '{ double: function(x) x * 2, y: double(3) }.y',
  'for i in (1..3) return (i + 1)',
  'date and time("2026-01-01T00:00:00").year + (1)',
])('%s calls nothing that is not there', (expression) => {
  expect(warnings('a.dmn', table('FIRST', [['-', expression]]))).toEqual([]);
});

test('every function that is known, the library has', () => {
  const special = ['date and time', 'years and months duration'];
  for (const name of FUNCTIONS.filter((one) => !special.includes(one)))
    expect(evaluate(name, {}).value, name).not.toBeNull();
});

const TCK = join(import.meta.dirname, '../../../../../shared/data/corpora/dmn-tck');

test.skipIf(!existsSync(TCK))('of the models of the TCK one calls what is not there, and says so in its name', () => {
  const found = globSync(join(TCK, '**/*.dmn')).flatMap((file) =>
    warnings(file, readFileSync(file, 'utf8')).filter((line) => line.includes('nobody has')),
  );
  expect(found).toEqual([expect.stringContaining('"non_existing_function"')]);
});
