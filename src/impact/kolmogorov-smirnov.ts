/** The largest gap between two cumulative distributions. */
import { type Point, weightOf } from './points.ts';

/**
 * sup over x of F(x) − G(x), where F and G are the right-continuous cumulative shares of sorted points. The two-sided
 * statistic D is the larger of both directions. Tied points are passed as one block before the gap is taken, as scipy
 * does. At least 0.
 *
 * @example
 * largestLead([{ x: 1, weight: 1 }], [{ x: 2, weight: 1 }]); // 1: at x = 1 all of F and nothing of G has come
 */
export function largestLead(f: readonly Point[], g: readonly Point[]): number {
  const totalF = weightOf(f);
  const totalG = weightOf(g);
  let lead = 0;
  let seenF = 0;
  let seenG = 0;
  let nextG = 0;
  f.forEach((point, i) => {
    seenF += point.weight;
    if (f[i + 1]?.x === point.x) return;
    for (let other = g[nextG]; other && other.x <= point.x; other = g[nextG]) {
      seenG += other.weight;
      nextG += 1;
    }
    lead = Math.max(lead, seenF / totalF - seenG / totalG);
  });
  return lead;
}

/**
 * Two-sample Kolmogorov–Smirnov statistic D = sup |F − G| of weighted points. Between 0 and 1.
 *
 * @example
 * kolmogorovSmirnov([{ x: 1, weight: 1 }], [{ x: 1, weight: 3 }, { x: 2, weight: 1 }]); // 0.25
 */
export function kolmogorovSmirnov(base: readonly Point[], head: readonly Point[]): number {
  return Math.max(largestLead(base, head), largestLead(head, base));
}
