import { expect, test } from 'vitest';
import { changeTime } from '../../src/assessment/change-time.ts';

test.each([
  ['is when head was committed', '2026-02-01T00:00:00Z', '2026-03-01T12:00:00+02:00', '2026-03-01T10:00:00.000Z'],
  ['is not before base was', '2026-02-01T00:00:00Z', '2025-01-01T00:00:00Z', '2026-02-01T00:00:00.000Z'],
  ['is not after it is judged', '2026-02-01T00:00:00Z', '2099-01-01T00:00:00Z', '2026-04-01T00:00:00.000Z'],
  [
    'is when it is judged where clocks are wrong',
    '2098-02-01T00:00:00Z',
    '2025-01-01T00:00:00Z',
    '2026-04-01T00:00:00.000Z',
  ],
])('when a change was made %s', (_, base, head, expected) => {
  expect(changeTime({ committed: [base, head], judgedAt: '2026-04-01T00:00:00Z' })).toBe(expected);
});
