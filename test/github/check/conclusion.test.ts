import { describe, expect, test } from 'vitest';
import { conclusionOf } from '../../../src/github/check/conclusion.ts';
import type { CheckOutcome } from '../../../src/github/check/outcome.ts';
import { outcomes } from './outcomes.ts';

/** https://docs.github.com/rest/checks/runs */
const expected = {
  passing: 'success',
  approved: 'success',
  unaffected: 'success',
  'inconclusive-allowed': 'success',
  unconfigured: 'success',
  installed: 'success',
  failing: 'failure',
  several: 'failure',
  broken: 'failure',
  'broken-at-base': 'failure',
  crashed: 'failure',
  inconclusive: 'action_required',
  waiting: 'action_required',
  'timed-out': 'timed_out',
  'timed-out-reading': 'timed_out',
  'timed-out-downloading': 'timed_out',
  'timed-out-waiting': 'timed_out',
  unreachable: 'failure',
  superseded: 'cancelled',
  closed: 'cancelled',
  dequeued: 'cancelled',
} as const satisfies Readonly<Record<keyof typeof outcomes, string>>;

describe('the conclusion of a check', () => {
  test.each(Object.entries(outcomes))('that is %s is the one for it', (name, outcome) => {
    expect({ [name]: conclusionOf(outcome) }).toMatchObject({ [name]: new Map(Object.entries(expected)).get(name) });
  });

  test('is never one that satisfies a required check without an answer', () => {
    for (const outcome of Object.values(outcomes)) expect(['neutral', 'skipped']).not.toContain(conclusionOf(outcome));
  });

  test('of an outcome that nobody has thought of is none', () => {
    const unknown: CheckOutcome = JSON.parse('{"kind":"puzzled"}');
    expect(() => conclusionOf(unknown)).toThrow('unknown outcome');
    const verdict: CheckOutcome = JSON.parse('{"kind":"judged","report":{"verdict":"perhaps"},"inconclusive":"allow"}');
    expect(() => conclusionOf(verdict)).toThrow('unknown verdict');
  });
});
