/**
 * Values that stand for all that an input can have, as far as a table tells them apart: every bound and what lies beside it.
 * Two values between the same bounds fare alike in every row, so what holds for the samples holds for everything.
 */
import type { CellTest } from './cell.ts';
import type { Input } from './table.ts';

/** @param cells of all rows that are looked at, of this input */
export function samplesOf(input: Input, cells: readonly CellTest[]): readonly unknown[] {
  if (input.values) return input.values;
  const bounds = cells.flatMap(({ tests }) =>
    tests.flatMap((test) =>
      test.kind === 'equal' ? [test.value] : [test.low, test.high].flatMap((bound) => (bound ? [bound.value] : [])),
    ),
  );
  const isRanged = cells.some(({ tests }) => tests.some(({ kind }) => kind === 'range'));
  const numbers = [...new Set(bounds.filter((value) => typeof value === 'number'))].sort((a, b) => a - b);
  const texts = [...new Set(bounds.filter((value) => typeof value === 'string'))].sort();
  const samples: unknown[] = [
    ...besideNumbers(numbers),
    ...(isRanged ? besideTexts(texts) : [...texts, ...(texts.length > 0 ? [otherThan(texts)] : [])]),
  ];
  // Who tests for true means an input that is true or false.
  if (bounds.some((value) => typeof value === 'boolean')) samples.push(true, false);
  if (bounds.includes(null)) samples.push(null);
  return samples.length > 0 ? samples : [null];
}

function besideNumbers(sorted: readonly number[]): number[] {
  return sorted.flatMap((value, index) => {
    const next = sorted[index + 1];
    const before = index === 0 ? [value - 1] : [];
    return [...before, value, next === undefined ? value + 1 : between(value, next)];
  });
}

/** A whole number, where there is one. */
function between(low: number, high: number): number {
  const middle = (low + high) / 2;
  const whole = Math.round(middle);
  return whole > low && whole < high ? whole : middle;
}

function besideTexts(sorted: readonly string[]): string[] {
  return sorted.flatMap((value, index) => [...(index === 0 && value !== '' ? [''] : []), value, `${value}\u0001`]);
}

function otherThan(texts: readonly string[]): string {
  let other = 'something else';
  while (texts.includes(other)) other += '.';
  return other;
}
