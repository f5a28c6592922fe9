/** Weeks begin on Monday where the traffic is. */
import { describe, expect, test } from 'vitest';
import { isZone } from '../../../src/config/zone.ts';
import { createWeekOf, mondayOf } from '../../../src/recordings/window/week.ts';

describe('a week', () => {
  test.each([
    ['UTC', '2001-01-07T23:59:59.999Z', '2001-01-01'],
    ['UTC', '2001-01-08', '2001-01-08'],
    ['UTC', '1969-12-28T23:59Z', '1969-12-22'],
    ['UTC', '2001-01-08T01:00+02:00', '2001-01-01'],
    ['UTC', '2001-01-07T23:00:00+00:00', '2001-01-01'],
    ['UTC', '2001-01-07T23:59:59', '2001-01-01'],
    // 24:00 of a Sunday and its leap second are of the Monday.
    ['UTC', '2001-01-07T24:00:00Z', '2001-01-08'],
    ['UTC', '2001-01-07T23:59:60Z', '2001-01-08'],
    ['UTC', '2001-01', '2001-01-01'],
    // Clocks there are one and five and a half hours ahead, and five behind.
    ['Europe/Berlin', '2001-01-07T23:00:00Z', '2001-01-08'],
    ['Europe/Berlin', '2001-01-07T22:59:59Z', '2001-01-01'],
    // In summer two.
    ['Europe/Berlin', '2001-07-08T22:00:00Z', '2001-07-09'],
    ['Asia/Kolkata', '2001-01-07T18:29:59Z', '2001-01-01'],
    ['Asia/Kolkata', '2001-01-07T18:30:00Z', '2001-01-08'],
    ['America/New_York', '2001-01-08T04:59:00Z', '2001-01-01'],
  ])('in %s, %s is in that of %s', (zone, time, monday) => {
    expect(mondayOf(createWeekOf(zone)(time))).toBe(monday);
  });

  test('needs a zone that there is', () => {
    expect(['Europe/Berlin', 'UTC', 'Europe/Berlim', ''].map(isZone)).toEqual([true, true, false, false]);
  });
});
