/**
 * The difference of two shares of the same records, with its interval: Newcombe, "Improved confidence intervals for the difference
 * between binomial proportions based on paired data" (1998), method 10, whose φ is corrected for continuity.
 */
import { wilson } from './wilson.ts';

/** Of the same records. */
export interface Paired {
  readonly both: number;
  readonly firstAlone: number;
  readonly secondAlone: number;
  readonly neither: number;
}

/** Share of the first less that of the second. Undefined without a record. @param z 1.96 for 95 % */
export function newcombePaired(
  { both, firstAlone, secondAlone, neither }: Paired,
  z: number,
): { readonly value: number; readonly low: number; readonly high: number } | undefined {
  const n = both + firstAlone + secondAlone + neither;
  if (n === 0) return undefined;
  const first = wilson(both + firstAlone, n, z);
  const second = wilson(both + secondAlone, n, z);
  const [p1, p2] = [(both + firstAlone) / n, (both + secondAlone) / n];
  const phi = phiOf(both, firstAlone, secondAlone, neither, n);
  const spread = (own: number, other: number): number => Math.sqrt(own ** 2 - 2 * phi * own * other + other ** 2);
  const value = p1 - p2;
  return {
    value,
    low: value - spread(p1 - first.low, second.high - p2),
    high: value + spread(first.high - p1, p2 - second.low),
  };
}

function phiOf(a: number, b: number, c: number, d: number, n: number): number {
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins === 0) return 0;
  const cross = a * d - b * c;
  return (cross > 0 ? Math.max(0, cross - n / 2) : cross) / Math.sqrt(margins);
}
