import { expect, test } from 'vitest';
import { closing } from '../../src/cli/closing.ts';

test('what a help ends with is as wide as the rest of it, and keeps its own lines', () => {
  const long = `${'nine char '.repeat(8)}end`;
  expect(closing(`${long}\nExit status: 0.`)).toBe(`\n${'nine char '.repeat(8).trimEnd()}\nend\nExit status: 0.`);
  expect(closing('x'.repeat(90))).toBe(`\n${'x'.repeat(90)}`);
});
