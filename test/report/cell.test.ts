import { describe, expect, test } from 'vitest';
import { cell } from '../../src/report/cell.ts';

describe('how values read', () => {
  test.each([
    ['"short"', 'short'],
    ['rejected', 'rejected'],
    ['"rejected"', '"rejected"'],
    ['"250"', '"250"'],
    ['250', '250'],
    ['""', '""'],
    ['[10,20)', '10 to 20'],
    ['[-Infinity,0)', 'below 0'],
    ['"\\u001b[2J"', '\\u001b[2J'],
  ])('the cell %s reads as %s', (text, shown) => {
    expect(cell(text)).toBe(shown);
  });
});
