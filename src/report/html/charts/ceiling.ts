/** How high a picture of bins reaches: where a few hold nearly everything, they are cut, so that the others can be seen. */
import { bothSides, range } from '../../../format/numbers.ts';
import type { DrawnBin, DrawnBins } from './bins.ts';

export interface Ceiling {
  /** A share. */
  readonly ceiling: number;
  /** The bins whose bars end there, from left to right. */
  readonly cut: readonly DrawnBin[];
}

/** Bars that are this many times as tall as all that are lower dwarf those. */
const dominance = 5;
const mostCut = 3;
/** What is left above the tallest bar that is not cut, for the numbers of those that are. */
const headroom = 1.6;
/** Parts of the height of a picture: what moves by less is not seen, and what would move by less than that, once others are cut, isn't either. */
const unseen = 0.03;
const seen = 0.1;

/**
 * Cuts the tallest bin where it dwarfs all others; two or three, where they do so together and hide that another moved.
 */
export function ceilingOf(bins: readonly DrawnBin[]): Ceiling {
  const sorted = bins.toSorted((a, b) => heightOf(b) - heightOf(a));
  const heights = sorted.map(heightOf);
  const dwarfs = (count: number) => {
    const [last = 0, next = 0] = [heights[count - 1], heights[count]];
    return next > 0 && last >= dominance * next;
  };
  const helps = (count: number, cut: number) => {
    const move = Math.max(...sorted.slice(count).map(({ base, head }) => Math.abs(head - base)));
    const reached = cut === 0 ? (heights[0] ?? 0) : headroom * (heights[cut] ?? 0);
    return move < unseen * reached && move >= seen * (heights[count] ?? 0);
  };
  let cut = 0;
  for (let count = 1; count <= mostCut; count += 1) {
    if (dwarfs(count) && (count === 1 || helps(count, cut))) cut = count;
  }
  const tallest = heights[cut] ?? 0;
  return {
    ceiling: Math.max(cut > 0 ? headroom * tallest : tallest, 1e-9),
    cut: sorted.slice(0, cut).sort((a, b) => a.low - b.low),
  };
}

/** In words, for those bins whose bars the picture cuts. */
export function cutNote({ bins }: DrawnBins): string {
  return ceilingOf(bins)
    .cut.map((bin) => `The bar of ${range(bin.low, bin.high)} is cut: ${bothSides(bin)}.`)
    .join(' ');
}

function heightOf({ base, head }: DrawnBin): number {
  return Math.max(base, head);
}
