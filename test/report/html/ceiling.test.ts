import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { DrawnBin } from '../../../src/report/html/charts/bins.ts';
import { ceilingOf, cutNote } from '../../../src/report/html/charts/ceiling.ts';
import { numberChart } from '../../../src/report/html/charts/numbers.ts';

/** Shares at base and at head of bins that stand side by side. */
function binsOf(...shares: readonly (readonly [number, number])[]): DrawnBin[] {
  return shares.map(([base, head], low) => ({ low, high: low + 1, base, head }));
}
const cutLows = (bins: readonly DrawnBin[]) => ceilingOf(bins).cut.map(({ low }) => low);

describe('the bars that are cut', () => {
  test.each<[string, DrawnBin[], number[]]>([
    ['none where all are alike', binsOf([0.3, 0.3], [0.4, 0.4], [0.3, 0.3]), []],
    ['the one that dwarfs the rest', binsOf([0.01, 0.03], [0.98, 0.96], [0.01, 0.01]), [1]],
    ['two that do so together', binsOf([0.39, 0.385], [0.006, 0.018], [0.6, 0.593], [0.004, 0.004]), [0, 2]],
    ['three', binsOf([0.33, 0.33], [0.34, 0.34], [0.325, 0.32], [0.005, 0.01]), [0, 1, 2]],
    ['both steps of a stair', binsOf([0.9, 0.9], [0.0975, 0.095], [0.0025, 0.005]), [0, 1]],
    ['none of two where they are what moved', binsOf([0.6, 0.5], [0.39, 0.49], [0.01, 0.01]), []],
    ['none where nothing else is there', binsOf([0.6, 0.5], [0.4, 0.5]), []],
    ['none of many', binsOf(...Array.from({ length: 9 }, () => [0.11, 0.1] as const), [0.01, 0.1]), []],
  ])('are %s', (_, bins, lows) => {
    expect(cutLows(bins)).toEqual(lows);
  });

  test('leave to what tripled a fair part of the picture', () => {
    const bins = binsOf([0.39, 0.385], [0.006, 0.018], [0.6, 0.593], [0.004, 0.004]);
    const { document } = parseHTML(`${numberChart('score', { bins, below: none, above: none }, false)}`);
    const heights = [...document.querySelectorAll('.base-area rect')].map((bar) => Number(bar.getAttribute('height')));
    const [first = 0, tripled = 0, third = 0] = heights;
    // The plot is 156 pixels high, of which 1.6 times what is there at head take all.
    expect(tripled).toBeCloseTo((156 * (0.006 / 0.018)) / 1.6, 0);
    expect([first, third]).toEqual([156, 156]);
  });

  test('say in words and beside them what they would reach', () => {
    const bins = binsOf([0.39, 0.385], [0.006, 0.018], [0.6, 0.593], [0.004, 0.004]);
    const note =
      'The bar of 0 to 1 is cut: 39 % at base, 38.5 % at head. The bar of 2 to 3 is cut: 60 % at base, 59.3 % at head.';
    expect(cutNote({ bins, below: none, above: none })).toBe(note);
    const { document } = parseHTML(`${numberChart('score', { bins, below: none, above: none }, false)}`);
    const texts = [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts).toContain('39 % → 38.5 %');
    expect(texts).toContain('60 % → 59.3 %');
  });

  test('have their numbers within the picture, at the right end of it, too', () => {
    const bins = binsOf([0.01, 0.03], [0.01, 0.01], [0.98, 0.96]);
    const { document } = parseHTML(`${numberChart('score', { bins, below: none, above: none }, false)}`);
    const label = [...document.querySelectorAll('text')].find(({ textContent }) => textContent === '98 % → 96 %');
    expect(label?.closest('[text-anchor]')?.getAttribute('text-anchor')).toBe('end');
  });
});

const none = { base: 0, head: 0 };
