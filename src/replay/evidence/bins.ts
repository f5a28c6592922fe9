/**
 * Bins that are fixed before any record is read, so that shards agree on them without talking to each other: fine ones
 * for histograms, cut out of the bits of the number, and coarse ones that a person can read.
 */

/** Mantissa bits that a fine bin keeps: a bin is at most 1/512 of its lower end wide. */
const KEPT_BITS = 9;
const SHIFT = 20 - KEPT_BITS;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Of the two halves of a double, the one with sign, exponent and leading mantissa. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Identifies the fine bin of a finite number; 0 has a bin of its own. */
export function fineBin(x: number): number {
  if (x === 0) return 0;
  double[0] = Math.abs(x);
  const bin = ((words[HIGH] ?? 0) >> SHIFT) + 1;
  return x < 0 ? -bin : bin;
}

/** Ends of a fine bin. For positive numbers it holds low ≤ x < high, for negative ones low < x ≤ high. */
export function fineBinEnds(bin: number): { low: number; high: number } {
  if (bin === 0) return { low: 0, high: 0 };
  const near = fromHighWord((Math.abs(bin) - 1) << SHIFT);
  const far = fromHighWord(Math.abs(bin) << SHIFT);
  return bin > 0 ? { low: near, high: far } : { low: -far, high: -near };
}

function fromHighWord(word: number): number {
  double[0] = 0;
  words[HIGH] = word;
  return double[0] ?? 0;
}

/** `[20,50)`: the steps 1, 2, 5 of each power of ten; tenths for probabilities, of which 0 and 1 stand alone. */
export function coarseBin(x: number, kind: 'number' | 'probability'): string {
  if (x === 0) return '0';
  if (kind === 'probability' && x > 0 && x <= 1) {
    const tenth = Math.floor(x * 10);
    return tenth === 10 ? '1' : `[${tenth / 10},${(tenth + 1) / 10})`;
  }
  // The digits of a number tell its place exactly; a quotient by a power of ten may be rounded over an end.
  const exponent = Number(x.toExponential().split('e')[1]);
  const ends = [1, 2, 5, 10].map((lead) => Number(`${lead}e${exponent}`));
  if (x > 0) {
    const low = ends.findLastIndex((end) => end <= x);
    return `[${ends[low]},${ends[low + 1]})`;
  }
  const high = ends.findLastIndex((end) => -end > x);
  if (high === -1) return `[${x},${Number(`-5e${exponent - 1}`)})`;
  return `[${-(ends[high + 1] ?? 0)},${-(ends[high] ?? 0)})`;
}
