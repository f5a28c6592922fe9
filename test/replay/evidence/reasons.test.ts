/** Reasons come from strangers' artifacts, so how many are kept is bounded, the same in any order. */
import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../src/impact/evidence.ts';
import { ReasonSum } from '../../../src/replay/evidence/reasons.ts';

const reasonOf = (number: number, artifact = 'a.json'): Omit<Reason, 'records'> => ({
  ...{ side: 'head', outcome: 'rejected', artifact, reason: `/items/${number} must be integer` },
});

function sumOf(numbers: readonly number[], artifact?: string): ReasonSum {
  const sum = new ReasonSum();
  for (const number of numbers) sum.add(reasonOf(number, artifact));
  return sum;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

describe('reasons', () => {
  it('are counted, most records first, and beyond 200 together', () => {
    const found = sumOf([...upTo(300), 7, 7, 9]).finish();
    expect(found.slice(0, 2).map(({ reason, records }) => [reason, records])).toEqual([
      ['/items/7 must be integer', 3],
      ['/items/9 must be integer', 2],
    ]);
    expect(found).toHaveLength(201);
    expect(found.at(-1)).toMatchObject({ reason: 'other reasons', records: 100 });
  });

  it('of one artifact are counted together where there is no end of them', () => {
    const sum = sumOf(upTo(10_001));
    sum.absorb(sumOf([1, 2], 'b.json').export());
    sum.add(reasonOf(3));
    expect(sum.finish()).toEqual([
      { ...reasonOf(0), reason: 'other reasons', records: 10_002 },
      { ...reasonOf(1, 'b.json'), records: 1 },
      { ...reasonOf(2, 'b.json'), records: 1 },
    ]);
  });

  it('are the same in whatever shards they come', () => {
    const numbers = upTo(10_002);
    const [left, right] = [numbers.slice(0, 6000), numbers.slice(5000)];
    const merged = (shards: readonly (readonly number[])[]): string => {
      const sum = new ReasonSum();
      for (const shard of shards) sum.absorb(sumOf(shard).export());
      return JSON.stringify(sum.finish());
    };
    expect(merged([left, right])).toBe(merged([right, left]));
    expect(merged([[...left, ...right], []])).toBe(merged([left, right]));
    expect(merged([numbers, left, right])).toBe(merged([left, numbers, right]));
  });
});
