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
