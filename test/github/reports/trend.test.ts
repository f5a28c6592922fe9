import { expect, test } from 'vitest';
import type { Merge } from '../../../src/github/reports/merges.ts';
import type { Move } from '../../../src/github/reports/moves.ts';
import { movedSince, trendsOf } from '../../../src/github/reports/trend.ts';
import { move, record } from './records.ts';

function merge(number: number, at: string, moves?: readonly Move[]): Merge {
  return { number, title: `Change ${number}`, at, record: moves && record({ pull: number, moves }) };
}

const number = (by: number) => move({ output: 'amount', kind: 'number', steps: [{ of: 'mean', by }] });

test('moves of the same value add up in the order of the merges', () => {
  const [trend] = trendsOf([
    merge(1, '2026-06-01T00:00:00Z', [number(2)]),
    merge(2, '2026-06-20T00:00:00Z', [number(-5)]),
    merge(3, '2026-07-01T00:00:00Z'),
    merge(4, '2026-07-02T00:00:00Z', [number(0.5)]),
  ]);

  expect(trend?.lines).toEqual([
    {
      of: 'mean',
      points: [
        { at: '2026-06-01T00:00:00Z', total: 2 },
        { at: '2026-06-20T00:00:00Z', total: -3 },
        { at: '2026-07-02T00:00:00Z', total: -2.5 },
      ],
    },
  ]);
  const [line = { of: '', points: [] }] = trend?.lines ?? [];
  expect(movedSince(line, '2026-06-10T00:00:00Z')).toBe(-4.5);
  expect(movedSince(line, '2026-01-01T00:00:00Z')).toBe(-2.5);
  expect(movedSince(line, '2026-07-03T00:00:00Z')).toBe(0);
});

test('a value that a merge did not move stays where it was, and what moved most comes first', () => {
  const [trend] = trendsOf([
    merge(1, '2026-06-01T00:00:00Z', [
      move({
        steps: [
          { of: 'none', by: 0.25 },
          { of: 'short', by: 0.5 },
        ],
      }),
    ]),
    merge(2, '2026-06-02T00:00:00Z', [move({ steps: [{ of: 'short', by: -0.5 }] })]),
  ]);

  expect(trend?.lines.map(({ of, points }) => [of, ...points.map(({ total }) => total)])).toEqual([
    ['short', 0.5, 0],
    ['none', 0.25, 0.25],
  ]);
});

test('an output that became another kind begins anew, and pipelines come in the order of the alphabet', () => {
  const trends = trendsOf([
    merge(1, '2026-06-01T00:00:00Z', [move({ pipeline: 'b' })]),
    merge(2, '2026-06-02T00:00:00Z', [move({ pipeline: 'b', kind: 'number', steps: [{ of: 'mean', by: 1 }] })]),
    merge(3, '2026-06-03T00:00:00Z', [move({ pipeline: 'a' })]),
  ]);

  expect(trends.map(({ pipeline, kind, merges }) => [pipeline, kind, merges.length])).toEqual([
    ['a', 'category', 1],
    ['b', 'number', 1],
  ]);
});

test('nothing merged is no trend', () => {
  expect(trendsOf([])).toEqual([]);
  expect(trendsOf([merge(1, '2026-06-01T00:00:00Z')])).toEqual([]);
});
