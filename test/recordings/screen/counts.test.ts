/** What a screen counts is what somebody counts who parses each line. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEpochFormatter } from '../../../src/recordings/epoch-time.ts';
import { createTimeCheck } from '../../../src/recordings/iso-time.ts';
import { RecordScreen } from '../../../src/recordings/screen/screen.ts';
import { treeOf } from '../../../src/recordings/screen/wanted.ts';
import { createWeekOf } from '../../../src/recordings/window/week.ts';
import { runs } from '../../runs.ts';

const tree = treeOf([
  { path: ['a'], sees: 'value' },
  { path: ['t'], sees: 'time' },
]);
if (!tree) throw new Error('there are places to tell apart');

interface Line {
  readonly a: number;
  /** As it is written. */
  readonly time: string | undefined;
}

const two = (number: number) => String(number).padStart(2, '0');
const clock = fc
  .record({ hour: fc.nat(24), minute: fc.nat(59), second: fc.option(fc.nat(60)), fraction: fc.option(fc.nat(999_999)) })
  .map(({ hour, minute, second, fraction }) => {
    const seconds = second === null ? '' : `:${two(second)}${fraction === null ? '' : `.${fraction}`}`;
    return `${two(hour)}:${two(minute)}${seconds}`;
  });
const text = fc
  .record({
    day: fc.constantFrom('2001-01-07', '2001-01-08', '2000-02-29', '1969-12-28', '0000-01-01', '9999-12-31'),
    between: fc.constantFrom('T', ' '),
    clock: fc.option(clock),
    zone: fc.constantFrom('', 'Z', '+02', '-0330', '+05:45', '-00:07', '+14:00'),
  })
  .map(({ day, between, clock, zone }) => (clock === null ? day : `${day}${between}${clock}${zone}`));
const damage = fc.record({
  at: fc.nat(30),
  put: fc.constantFrom('', '0', '9', 'T', ':', '-', '+', 'Z', '.', ' ', 'x', 'é'),
});
const time = fc.oneof(
  text.map((own) => JSON.stringify(own)),
  // What is hardly one, or none.
  fc.tuple(text, damage).map(([own, { at, put }]) => JSON.stringify(own.slice(0, at) + put + own.slice(at + 1))),
  fc.constantFrom(
    '"2001-02"',
    '"2001-02-29"',
    '"2001-01-08T00:00:00.0000000000000000000000000000000000000000000000001Z"',
  ),
  fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
  fc.constantFrom(
    '0',
    '978912000',
    '978912000123',
    '978912000123456',
    '978912000123456789',
    '99999999999',
    '1e9',
    '-1',
    '1.5',
    'null',
    'true',
  ),
);
const lines = fc.array(fc.record({ a: fc.nat(3), time: fc.option(time, { nil: undefined }) }), {
  minLength: 1,
  maxLength: 60,
});

const isTime = createTimeCheck();
const fromEpoch = createEpochFormatter();

/** A record's time in ISO 8601; undefined where it has none, and null for what is none. */
function timeOf({ time }: Line): string | undefined | null {
  if (time === undefined || time === 'null') return undefined;
  const value: unknown = JSON.parse(time);
  if (typeof value === 'string') return isTime(value) ? value.replace(' ', 'T') : null;
  // Others are left to whoever parses them.
  return typeof value === 'number' && /^\d+$/.test(time) ? (fromEpoch(value) ?? null) : null;
}

test.each([
  ['all together', false, 1],
  ['each answer by itself', true, 1],
  ['line by line', false, 0],
])('%s', (_what, isApart, many) => {
  fc.assert(
    fc.property(lines, fc.boolean(), (drawn, isTimed) => {
      const weekOf = createWeekOf();
      const screen = new RecordScreen(tree as NonNullable<typeof tree>, {}, { isApart });
      const bytes = Buffer.from(
        drawn.map(({ a, time }) => (time === undefined ? `{"a":${a}}\n` : `{"t":${time},"a":${a}}\n`)).join(''),
      );
      let [index, counted] = [0, 0];
      const [parsed, settled]: [number[], number[]] = [[], []];
      for (let at = 0; at < bytes.length; ) {
        const before = at;
        at = screen.pass(bytes, at, many ? bytes.length : at + 1, 0);
        index += screen.counted;
        counted += screen.counted;
        if (!screen.isStopped) {
          expect(at).toBeGreaterThan(before);
          continue;
        }
        parsed.push(index);
        const line = drawn[index] as Line;
        const moment = timeOf(line);
        if (screen.awaits(at) && moment !== null && screen.settle(at, line.a, isTimed, moment)) settled.push(index);
        else screen.giveUpPending();
        at = bytes.indexOf(0x0a, at) + 1;
        index += 1;
      }
      expect(index).toBe(drawn.length);

      const { counts, weeks, spans } = screen.take();
      const known = drawn.map((_, own) => own).filter((own) => !parsed.includes(own));
      expect(known.length).toBe(counted);
      for (const own of known) expect(timeOf(drawn[own] as Line)).not.toBe(null);
      const all = [...settled, ...known];
      for (const answer of [0, 1, 2, 3])
        expect(counts[answer] ?? 0).toBe(all.filter((own) => drawn[own]?.a === answer).length);
      const byWeek = new Map<string, number>();
      for (const own of all) {
        const moment = timeOf(drawn[own] as Line);
        if (typeof moment !== 'string') continue;
        const key = `${weekOf(moment)} ${drawn[own]?.a}`;
        byWeek.set(key, (byWeek.get(key) ?? 0) + 1);
      }
      const told = weeks.flatMap(({ week, answers, times }) =>
        [...answers].map((answer, index) => [`${week} ${answer}`, times[index] ?? 0] as const),
      );
      expect(new Map(told)).toEqual(byWeek);
      for (const group of isApart ? [0, 1, 2, 3] : [0]) {
        const seen = known
          .filter((own) => isTimed && (!isApart || drawn[own]?.a === group))
          .flatMap((own) => timeOf(drawn[own] as Line) ?? [])
          .sort();
        const ends = (spans[group] ?? []).flatMap(({ from, to }) => [from, to]).sort();
        expect([ends[0], ends.at(-1)]).toEqual([seen[0], seen.at(-1)]);
      }
    }),
    { numRuns: runs(200) },
  );
});

test('no time that is none', () => {
  const screen = new RecordScreen(tree as NonNullable<typeof tree>);
  const pass = (text: string): boolean => {
    const line = Buffer.from(`{"a":1,"t":${JSON.stringify(text)}}\n`);
    screen.pass(line, 0, 1, 0);
    return screen.counted === 1;
  };
  pass('2001-01-01');
  screen.settle(0, 0, true, '2001-01-01');
  const shapes = [
    '2001-12-31T23:59:59.123Z',
    '2000-02-29 24:00+05:45',
    '1900-02-28T00:00:60,5-0330',
    '2001-09-30T10:20:30+02',
  ];
  let wrong = '';
  for (const shape of [...shapes, '2001-06-30'])
    for (let at = 0; at < shape.length; at += 1)
      for (const put of ['', ...'0123456789T:-+Z. ,x/é'])
        for (const behind of ['', '0', 'Z']) {
          const text = `${shape.slice(0, at)}${put}${shape.slice(at + 1)}${behind}`;
          // Otherwise than by the screen's own eyes: by the days of JavaScript's calendar, and a form.
          if (pass(text) !== isReal(text)) wrong ||= text;
        }
  expect(wrong).toBe('');
});

const FORM =
  /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](?:[01]\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?$/;

function isReal(text: string): boolean {
  const [, year, month, day = '01'] = FORM.exec(text) ?? [];
  const written = `${year}-${month}-${day}`;
  const date = new Date(`${written}T00:00:00Z`);
  return year !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === written;
}
