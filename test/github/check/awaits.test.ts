import { expect, test } from 'vitest';
import { awaiting, isDue } from '../../../src/github/check/awaits.ts';
import type { CheckState } from '../../../src/github/check/state.ts';

const STATE: CheckState = { version: 1, baseRef: 'main' };
const REFUSED = {
  kind: 'broken',
  problems: [{ message: 'the bucket refused the credentials', elsewhere: true }],
} as const;
const minutes = (count: number): number => Date.parse('2026-11-30T03:00:00Z') + count * 60_000;

test('what a bucket keeps from being judged is looked at soon, then ever later, and once an hour at the latest', async () => {
  const looks: number[] = [];
  let state = STATE;
  for (let minute = 0; minute < 360; minute += 1) {
    if (minute > 0 && !(await isDue(state, async () => minutes(minute)))) continue;
    looks.push(minute);
    state = { ...STATE, ...awaiting(REFUSED, state, minutes(minute)) };
  }
  expect(looks).toEqual([0, 5, 10, 20, 40, 80, 140, 200, 260, 320]);
});

test('what a push can mend, and what was judged, is left alone', async () => {
  const before = { ...STATE, ...awaiting(REFUSED, undefined, minutes(0)) };
  const wrong = { kind: 'broken', problems: [{ file: '.github/weir.yml', message: 'unknown key' }] } as const;
  expect(awaiting(wrong, before, minutes(5))).toEqual({});
  expect(awaiting({ kind: 'unconfigured' }, before, minutes(5))).toEqual({});
  expect(await isDue(STATE, async () => minutes(600))).toBe(false);
  // Nobody says how late it is: then nothing is due.
  expect(await isDue(before, async () => undefined)).toBe(false);
});
