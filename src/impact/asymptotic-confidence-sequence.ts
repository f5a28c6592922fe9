/** How far a running mean may be from the mean of the whole, for many records of any scale. */

/** Records at which the sequence is narrowest compared with an interval for that number alone. */
const TUNED_FOR = 5000;

/**
 * Half-width at `records` records of the asymptotic confidence sequence of a mean with standard deviation
 * `deviation`: s √(2 (nρ² + 1) ln(√(nρ² + 1) / α)) / (nρ), ρ = √((−2 ln α + ln(−2 ln α + 1)) / 5000)
 * (Waudby-Smith et al., arXiv 2103.06476, equations 9 and 161). It holds for large n only: no verdict rests on it.
 *
 * @example
 * asymptoticConfidenceSequence(1, 1000, 0.05); // 0.10637547006557505
 */
export function asymptoticConfidenceSequence(deviation: number, records: number, alpha: number): number {
  const spent = -2 * Math.log(alpha);
  const rho = Math.sqrt((spent + Math.log(spent + 1)) / TUNED_FOR);
  const mixed = records * rho * rho + 1;
  return (deviation * Math.sqrt(2 * mixed * Math.log(Math.sqrt(mixed) / alpha))) / (records * rho);
}
