import { assert, date, property } from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf } from '../../../src/recordings/window/instant.ts';

// Moments by hand: 2026-11-28 is 20,785 days after 1970-01-01.
const DAY = 20_785 * 86_400_000;

it.each([
  ['2026-11-28', DAY],
  ['2026-11-28T01:30', DAY + 5_400_000],
  ['2026-11-28T00:00:01.5Z', DAY + 1500],
  ['2026-11-28T00:00:01,25', DAY + 1250],
  ['2026-11-28T00:00:00.1239Z', DAY + 123],
  ['2026-11-28T02:00:00+02:00', DAY],
  ['2026-11-28T02:00:00+02', DAY],
  ['2026-11-27T18:30:00-0530', DAY],
  ['2026-11-27T24:00:00Z', DAY],
  ['2026-11-27T23:59:60Z', DAY],
  ['2026-11', DAY - 27 * 86_400_000],
  ['0050-03-01', -60_584_198_400_000],
])('%s is %d', (time, milliseconds) => {
  expect(instantOf(time)).toBe(milliseconds);
});

it('is what Date says of any moment', () => {
  const moments = date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  assert(property(moments, (moment) => instantOf(moment.toISOString()) === moment.getTime()));
});
