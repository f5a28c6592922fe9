/** Lines that are not known are cut to what is read of them, where that is little. */
import { expect, test } from 'vitest';
import { RecordScreen } from '../../../src/recordings/screen/screen.ts';
import { treeOf } from '../../../src/recordings/screen/wanted.ts';

const tree = treeOf([{ path: ['a'], sees: 'value' }]);
if (!tree) throw new Error('there are places to tell apart');

/** What is left of each of so many lines, all of them different; undefined: they are parsed whole. */
function leftOf(count: number, line: (number: number) => string, isCutting = true) {
  const screen = new RecordScreen(tree as NonNullable<typeof tree>, undefined, { isCutting });
  const left = Array.from({ length: count }, (_, number) => {
    const bytes = Buffer.from(`${line(number)}\n`);
    expect(screen.pass(bytes, 0, 1, number)).toBe(0);
    expect(screen.isStopped).toBe(true);
    return screen.left;
  });
  return { left, isOn: screen.isOn };
}

const wide = (number: number) => `{"a":${number},"b":"${'x'.repeat(60)}"}`;

test('also once it is known that no two are alike', () => {
  const { left, isOn } = leftOf(3000, wide);
  expect(left).toEqual(left.map((_, number) => `{"a":${number}}`));
  expect(isOn).toBe(true);
});

test('but not where most of a line is read, which is known after some lines', () => {
  const narrow = (number: number) => `{"a":${1_000_000 + number},"b":1}`;
  const { left, isOn } = leftOf(3000, narrow);
  expect(left.findLastIndex((text) => text !== undefined)).toBeLessThan(100);
  // Neither of its tasks is worth the while.
  expect(isOn).toBe(false);
});

test('nor where somebody needs more than what is read', () => {
  const { left, isOn } = leftOf(3000, wide, false);
  expect(new Set(left)).toEqual(new Set([undefined]));
  expect(isOn).toBe(false);
});

test('nor a line that is not understood', () => {
  const { left } = leftOf(3, (number) => (number === 1 ? '{"a":1,"a":2}' : wide(number)));
  expect(left).toEqual(['{"a":0}', undefined, '{"a":2}']);
});

test('what was counted before it was left off stays counted', () => {
  const timed = treeOf([
    { path: ['a'], sees: 'value' },
    { path: ['t'], sees: 'time' },
  ]);
  if (!timed) throw new Error('there are places to tell apart');
  const screen = new RecordScreen(timed, {});
  const all = Buffer.from(
    Array.from({ length: 90_000 }, (_, n) => `{"a":${n < 10_000 ? 1 : n},"t":"2001-01-01"}\n`).join(''),
  );
  for (let from = 0; from < all.length; ) {
    const lines = all.subarray(from, all.lastIndexOf(0x0a, from + 65_535) + 1);
    for (let at = 0; at < lines.length; ) {
      at = screen.pass(lines, at, lines.length, from);
      if (!screen.isStopped) continue;
      screen.settle(from + at, 0, true, '2001-01-01');
      at = lines.indexOf(0x0a, at) + 1;
    }
    from += lines.length;
  }
  expect(screen.isOn).toBe(false);
  const { counts, weeks, spans } = screen.take();
  // The first look behind the first 8,192 is after 65,536 more.
  expect(counts[0]).toBe(8192 + 65_536);
  expect(weeks.map(({ times }) => [...times])).toEqual([[8192 + 65_536]]);
  expect(spans[0]).toEqual([{ from: '2001-01-01', to: '2001-01-01' }]);
  expect(screen.take().counts[0] ?? 0).toBe(0);
});
