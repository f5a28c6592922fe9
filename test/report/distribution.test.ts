import { expect, test } from 'vitest';
import { shareRows } from '../../src/report/distribution.ts';
import type { Bin, OutputReport } from '../../src/report/report.generated.ts';

const bin = (low: number, weight: number): Bin => ({ low, high: low + 10, weight });

/** 20 bins, of which the first holds nearly all. */
function outputWith(base: readonly Bin[], head: readonly Bin[]): OutputReport {
  return {
    name: 'amount',
    kind: 'number',
    measures: {},
    transitions: [],
    distribution: { base: { bins: [...base] }, head: { bins: [...head] } },
  };
}

test('a far tail beside a bin that holds nearly all has rows of its own', () => {
  const thin = Array.from({ length: 12 }, (_, index) => bin(10 + 10 * index, 0.1));
  const rows = shareRows(outputWith([bin(0, 9950), ...thin], [bin(0, 9900), ...thin, bin(900, 50)]), 8);
  const far = rows.at(-1);
  expect(rows.length).toBeLessThanOrEqual(8);
  expect(far).toMatchObject({ base: 0, head: expect.closeTo(50 / 9951.2, 5) });
  expect(Number(/\d+/.exec(far?.label ?? '')?.[0])).toBeGreaterThan(100);
});

test('so has one below', () => {
  const thin = Array.from({ length: 12 }, (_, index) => bin(-10 - 10 * index, 0.1));
  const rows = shareRows(outputWith([bin(0, 9950), ...thin], [bin(0, 9900), ...thin, bin(-900, 50)]), 8);
  expect(rows.length).toBeLessThanOrEqual(8);
  expect(rows[0]).toMatchObject({ base: 0, head: expect.closeTo(50 / 9951.2, 5) });
});
