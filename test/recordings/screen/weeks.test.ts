/** Records that are not parsed are counted in the week that a calendar shows, however their times are written. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordScreen } from '../../../src/recordings/screen/screen.ts';
import { treeOf } from '../../../src/recordings/screen/wanted.ts';
import { runs } from '../../runs.ts';

const DAY = 86_400_000;
const tree = treeOf([
  { path: ['answer'], sees: 'value' },
  { path: ['t'], sees: 'time' },
]);
if (!tree) throw new Error('there are places to tell apart');

/** The week of each time, as it was counted: each is of another kind, of which one was read before. */
function weeksOf(times: readonly string[], zone = 'UTC'): number[] {
  const screen = new RecordScreen(tree as NonNullable<typeof tree>, { zone });
  const lines = times.map((time, answer) => `{"answer":${answer},"t":${time}}\n`);
  for (const [answer, line] of lines.entries()) {
    screen.pass(Buffer.from(line), 0, 1, answer);
    screen.settle(answer, answer, true);
  }
  const bytes = Buffer.from(lines.join(''));
  for (let at = 0; at < bytes.length; ) {
    at = screen.pass(bytes, at, bytes.length, 1000);
    if (screen.isStopped) throw new Error(`not counted: ${bytes.toString('utf8', at)}`);
  }
  const weeks: number[] = [];
  for (const { week, answers } of screen.take().weeks) for (const answer of answers) weeks[answer] = week;
  return weeks;
}

/** Monday, 29 December 1969, began week 0. */
function weekOn(year: number, month: number, day: number): number {
  return Math.floor((Date.UTC(year, month - 1, day) / DAY + 3) / 7);
}

test.each([
  // 24:00 of a Sunday and its leap second are of the Monday, whatever was seen of the same quarter before.
  ['UTC', ['"2001-01-07T23:59:59Z"', '"2001-01-07T23:59:60Z"', '"2001-01-07T24:00:00Z"'], [1, 8, 8]],
  ['UTC', ['"2001-01-07T23:59:59"', '"2001-01-07T23:59:60"', '"2001-01-07 23:58:00"'], [1, 8, 1]],
  ['UTC', ['"2001-01-08T01:00:00+02:00"', '"2001-01-08T01:00:00Z"', '"2001-01-08T01:00:00+0200"'], [1, 8, 1]],
  ['UTC', ['"2001-01-07T23:00:00-02:00"', '"2001-01-07T23:00:00.5-01:00"', '"2001-01-07T23:40:00-00:30"'], [8, 8, 8]],
  ['UTC', ['"2001-01-07T23:50:00-00:07"', '"2001-01-07T23:50:00-00:10"', '"2001-01-07T23:50Z"'], [1, 8, 1]],
  ['UTC', ['978911999', '978911999999', '978912000', '978912000000000'], [1, 1, 8, 8]],
  ['Europe/Berlin', ['978908399', '978908400', '"2001-01-07T23:00:00Z"', '"2001-01-08T00:00:00+01:00"'], [1, 8, 8, 8]],
])('in %s: %j', (zone, times, days) => {
  expect(weeksOf(times, zone)).toEqual(days.map((day) => weekOn(2001, 1, day)));
});

test('as dates have it, in any order', () => {
  const offset = fc.constantFrom('Z', '', '+00:00', '+05:30', '-03:30', '+1245', '-0800', '+00:07');
  const moment = fc.record({ at: fc.integer({ min: 0, max: 4_102_444_800_000 }), offset, shape: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(moment, { minLength: 1, maxLength: 40 }), (moments) => {
      const times = moments.map(({ at, offset, shape }) => {
        if (shape === 1) return String(Math.floor(at / 1000));
        if (shape === 2 && at >= 1e11) return String(at);
        return JSON.stringify(new Date(at).toISOString().replace('Z', offset));
      });
      const instants = times.map((time) => {
        if (!time.startsWith('"')) return Number(time) < 1e11 ? Number(time) * 1000 : Number(time);
        // JavaScript takes a time without an offset for one of its own zone, and none without a colon.
        const text = time.slice(1, -1).replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
        return Date.parse(/[Z+]|-\d\d:\d\d$/.test(text.slice(19)) ? text : `${text}Z`);
      });
      expect(weeksOf(times)).toEqual(instants.map((instant) => Math.floor((Math.floor(instant / DAY) + 3) / 7)));
    }),
    { numRuns: runs(300) },
  );
});
