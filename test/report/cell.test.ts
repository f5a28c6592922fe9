import { describe, expect, test } from 'vitest';
import { cell, cellPair } from '../../src/report/cell.ts';

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

  // Six digits, rounded by hand; where these are the same, as many as differ.
  test.each([
    ['0.057324165591917185', '0.06297335324328955', '0.0573242', '0.0629734'],
    ['0.123456789', '0.123456788', '0.123456789', '0.123456788'],
    ['1234567.891', '1234567.894', '1234567.891', '1234567.894'],
    ['1234567.891', '7.5', '1234567.89', '7.5'],
    ['9007199254740993', '-0.5', '9007199254740993', '-0.5'],
    ['"0.057324165591917185"', 'rejected', '"0.057324165591917185"', 'rejected'],
    ['3.3333333333333333e-7', 'null', '3.33333e-7', 'null'],
  ])('%s that became %s', (base, head, was, is) => {
    expect(cellPair(base, head)).toEqual({ base: was, head: is });
  });
});
