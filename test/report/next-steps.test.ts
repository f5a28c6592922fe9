import { expect, test } from 'vitest';
import { nextSteps } from '../../src/report/next-steps.ts';
import { failing, pipeline, report } from './fixtures.ts';

/** The first step of a failing report of three edits, of which these come first in the attribution. */
function firstStep(edits: readonly number[]): string {
  const [edit] = failing.edits;
  const lines = [3, 8, 21];
  const step = nextSteps(
    report({
      verdict: 'fail',
      edits: edit ? lines.map((line) => ({ ...edit, lines: [line, line] })) : [],
      pipelines: [
        pipeline({
          verdict: 'fail',
          edits: [0, 1, 2],
          attribution: [{ edits: [...edits], output: 'tier', measure: 'changed', value: 0.04, low: 0.04, high: 0.04 }],
        }),
      ],
    }),
    'command-line',
  )[0];
  return (step ?? []).map((piece) => (typeof piece === 'string' ? piece : 'code' in piece ? piece.code : '')).join('');
}

test('an impact is said to come from the edit that makes most of it', () => {
  expect(firstStep([1])).toMatch(/\(most of it comes from \S+:8\)/);
});

test('of edits that could not be told apart none is named without the other', () => {
  expect(firstStep([0, 1])).toMatch(/\(most of it comes from \S+:3 and \S+:8\)/);
});

test('all edits together are nothing to choose from', () => {
  expect(firstStep([0, 1, 2])).not.toContain('most of it');
});
