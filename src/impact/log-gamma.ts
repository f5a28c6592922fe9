/** The logarithm of the gamma function, the base of every closed form that counts arrangements. */

/** Coefficients B₂ₖ / (2k (2k − 1)) of the Stirling series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/**
 * ln Γ(x) for x > 0: the Stirling series, after the recurrence Γ(x + 1) = x Γ(x) has moved the argument to where seven
 * terms are exact to double precision (Abramowitz & Stegun 6.1.15, 6.1.40).
 *
 * @example
 * logGamma(5); // ln 24 = 3.1780538303479458
 */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series = STIRLING.reduceRight((sum, coefficient) => sum * square + coefficient, 0) * inverse;
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
